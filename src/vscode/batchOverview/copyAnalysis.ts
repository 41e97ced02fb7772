/** Copies the analysis of a batch as Markdown, redacted as other copies are. */
import * as vscode from 'vscode';
import type { Place } from '../../core/run/refs.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { runsOf } from '../../core/rows/view.ts';
import { redactTexts, type Finding } from '../../export/redaction/redact.ts';
import { batchMarkdown } from '../../panel/batch/markdown.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { Numbering } from '../../panel/batch/numbering.ts';
import { batchPicture, noOrder, rememberedClusters, type BatchPicture } from '../../panel/batch/view.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules } from '../../services/export/redaction.ts';
import { showInformation } from '../door.ts';
import { showPatternError } from '../patternFailure.ts';
import { tellCopied } from '../tellCopied.ts';
import { chooseBatch } from './chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export async function copyAnalysisAsMarkdown(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, 'Copy Analysis as Markdown');
  if (!place) return;
  const settings = needs.settings.analysis();
  const picture = await pictureAt(needs, place, settings);
  if (picture.runs.length === 0) {
    await showInformation('There are no runs to analyse yet. Nothing was copied.');
    return;
  }
  try {
    const rules = allRules(needs.settings.redactionPatterns());
    const counts = new Map<string, Finding>();
    const known = new Map<string, string>();
    const clean = (text: string): string => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const after = redactTexts([text], rules, counts).get(text) ?? text;
      known.set(text, after);
      return after;
    };
    await vscode.env.clipboard.writeText(batchMarkdown(picture, settings, clean));
    const unredacted = () => batchMarkdown(picture, settings, (text) => text);
    await tellCopied('the analysis as Markdown', [...counts.values()], unredacted);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    await showPatternError(error, 'Nothing was copied.');
  }
}

/** Of the runs that are loaded; those of a batch that nobody has looked at are loaded first. */
async function pictureAt(
  { store, filter }: OverviewNeeds,
  place: Place,
  settings: AnalysisSettings,
): Promise<BatchPicture> {
  const listing = store.listing(place) ?? (await store.open(place));
  const items = runsOf(listing);
  const part = listing.next !== undefined;
  return batchPicture(
    items,
    {
      ...namesOf(store, place, items),
      loading: part ? { kind: 'part', loaded: items.length, total: listing.total } : { kind: 'done' },
      filter: filter(),
      settings,
    },
    { runs: new Numbering(), groups: new Numbering(), clusters: rememberedClusters(), order: noOrder },
  );
}
