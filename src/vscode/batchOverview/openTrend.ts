/** *Open Trend*: the batches of a scenario or task over time, and since when it is otherwise. Enter opens a batch. */
import * as vscode from 'vscode';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { trendOf, type Trend } from '../../analysis/trend/trend.ts';
import { trendWords } from '../../analysis/trend/words.ts';
import type { Place } from '../../core/run/refs.ts';
import { textsOf } from '../../export/analysis/formats.ts';
import { redactTexts, type BatchRule } from '../../export/redaction/redact.ts';
import type { Archiving } from '../../services/archiving/archiving.ts';
import { batchesOver, type PlacedBatch } from '../../services/trend/batchesOver.ts';
import { criterionLines, trendLines } from '../../services/trend/trendLines.ts';
import { saveAnalysis, type Analysis, type MadeAnalysis } from '../carryAnalysis.ts';
import { showInformation, showQuickPick, withProgress } from '../door.ts';
import type { OverviewNeeds } from './needs.ts';
import { chooseSeries } from './chooseSeries.ts';

export async function openTrend(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const series = await chooseSeries(needs, argument);
  if (!series) return;
  const { place, titles } = series;
  const found = await collect(needs, place);
  const trend = trendOf(
    found.map(({ batch }) => batch),
    needs.settings.analysis(),
  );
  const name = titles.at(-1) ?? '';
  if (trend.points.length === 0) {
    void offerToKeep(place, `Nothing is known of the batches of ${name} yet.`);
    return;
  }
  const picked = await showQuickPick(rowsOf(trend), {
    title: `Trend of ${name}`,
    placeHolder: trendWords(trend),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.act === 'export') await saveAnalysis(needs.settings, trendAnalysis(needs, titles, trend));
  else if (picked?.act === 'keep') await vscode.commands.executeCommand('agentRuns.keepRuns', place);
  else if (picked?.at !== undefined) await open(needs, found, trend, picked.at);
}

interface TrendRow extends vscode.QuickPickItem {
  readonly at?: number;
  readonly act?: 'export' | 'keep';
}

function rowsOf(trend: Trend): TrendRow[] {
  const heading = (label: string): TrendRow => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const criteria = criterionLines(trend);
  return [
    heading('batches, the newest first (Enter opens the overview)'),
    ...trendLines(trend).flatMap(({ at, label, description, detail, broken }) => [
      { at, label, description, detail },
      ...(broken === undefined ? [] : [heading(broken)]),
    ]),
    ...(criteria.length > 0 ? [heading('criteria, the newest batch last'), ...criteria] : []),
    heading('more'),
    { label: 'Export Trend...', description: 'Markdown, CSV or JSON', act: 'export' },
    ...(trend.points.length < few
      ? [
          {
            label: 'Keep All Runs...',
            description: 'only batches that were looked at are here',
            act: 'keep' as const,
          },
        ]
      : []),
  ];
}

/** Batches under which no change can be told. */
const few = 6;

function collect(
  { store, archive, settings }: OverviewNeeds,
  place: Place,
): Thenable<readonly PlacedBatch[]> {
  const options = { location: vscode.ProgressLocation.Window, title: 'Reading the batches...' };
  return withProgress(options, async () => {
    const archiving: Archiving | undefined = await archive.get();
    return batchesOver(place, {
      store,
      archived: async (batch) => (await archiving?.runsAt(batch)) ?? [],
      settings: settings.analysis(),
      now: Date.now(),
    });
  });
}

async function open(
  needs: OverviewNeeds,
  found: readonly PlacedBatch[],
  { points }: Trend,
  at: number,
): Promise<void> {
  const place = found.find(({ batch }) => batch.id === points[at]?.id)?.place;
  if (place) (await needs.overviews.get()).open(place);
}

function trendAnalysis({ settings }: OverviewNeeds, titles: readonly string[], trend: Trend): Analysis {
  const make: Analysis['make'] = (rules) =>
    Promise.resolve(redactedTrend(titles, trend, rules, settings.analysis()));
  return { name: titles.at(-1) ?? '', make };
}

function redactedTrend(
  titles: readonly string[],
  trend: Trend,
  rules: readonly BatchRule[],
  settings: AnalysisSettings,
): MadeAnalysis {
  const own = [
    ...titles,
    ...trend.points.flatMap(({ title, criteriaChanged: changed }) => [
      ...[title, ...(changed?.text ?? []), ...(changed?.added ?? []), ...(changed?.removed ?? [])],
    ]),
    ...trend.criteria.map(({ name }) => name),
  ];
  const replaced = redactTexts(own, rules);
  const clean = (text: string) => replaced.get(text) ?? text;
  const points = trend.points.map((point) => ({
    ...point,
    title: clean(point.title),
    criteriaChanged: point.criteriaChanged && {
      text: point.criteriaChanged.text.map(clean),
      added: point.criteriaChanged.added.map(clean),
      removed: point.criteriaChanged.removed.map(clean),
    },
  }));
  const criteria = trend.criteria.map((each) => ({ ...each, name: clean(each.name) }));
  const report = {
    title: titles.map(clean).join(' › '),
    trend: { ...trend, points, criteria },
    settings,
  };
  return { ...textsOf({ kind: 'trend', report }), redacted: replaced.size > 0 };
}

async function offerToKeep(place: Place, words: string): Promise<void> {
  const keep = 'Keep All Runs...';
  if ((await showInformation(words, keep)) === keep)
    await vscode.commands.executeCommand('agentRuns.keepRuns', place);
}
