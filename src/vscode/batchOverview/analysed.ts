/** The analysis of a batch on its way out of the editor: of which runs, redacted. */
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { runsOf } from '../../core/rows/view.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import { batchReport } from '../../export/analysis/batchReport.ts';
import { textsOf } from '../../export/analysis/formats.ts';
import { redactTexts } from '../../export/redaction/redact.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { firstLimit, isThere, openedRuns } from '../../panel/batch/loading.ts';
import { inPieces, redactedRuns, withCancel, type Analysis } from '../carryAnalysis.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export interface Analysed {
  /** From the connection down to the batch. */
  readonly titles: readonly string[];
  readonly runs: readonly RunItem[];
}

/** As many runs as its overview begins with; what is missing is loaded first. `undefined` for no batch, and when cancelled. */
export async function analysedBatch(
  needs: OverviewNeeds,
  argument: unknown,
  title: string,
): Promise<Analysed | undefined> {
  const { store } = needs;
  const place = await chooseBatch(needs, argument, title);
  if (!place) return undefined;
  const runs = await runsAt(store, place);
  if (!runs) return undefined;
  const names = namesOf(store, place, runs);
  return { titles: [...names.trail, names.title], runs };
}

async function runsAt(store: OverviewNeeds['store'], place: Place): Promise<readonly RunItem[] | undefined> {
  const listing = store.listing(place);
  if (listing && isThere(listing, firstLimit)) return runsOf(listing);
  return withCancel((signal) => {
    const loads = { limit: firstLimit, stopped: false };
    signal.addEventListener('abort', () => (loads.stopped = true));
    return openedRuns(store, place, loads).then((runs) => (signal.aborted ? undefined : runs));
  }, t('Loading all runs'));
}

/** Redacted before it is analysed. */
export function batchAnalysis({ titles, runs }: Analysed, settings: AnalysisSettings): Analysis {
  return {
    name: titles.at(-1) ?? '',
    make: async (rules, signal) => {
      const clean = await inPieces(redactedRuns(runs, rules), signal);
      const replaced = redactTexts(titles, rules);
      const title = titles.map((each) => replaced.get(each) ?? each).join(' › ');
      const report = await inPieces(batchReport(title, clean, settings), signal);
      const redacted = replaced.size > 0 || clean.some((run, at) => run !== runs[at]);
      return { ...textsOf({ kind: 'batch', report }), redacted };
    },
  };
}
