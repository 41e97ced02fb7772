/** What the page of two batches shows, made of their runs. Pure. */
import { firstRate } from '../../analysis/batch/batch.ts';
import { secondRatesWords } from '../../analysis/batch/secondRate.ts';
import { runIdOf } from '../../analysis/batch/runsInOrder.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import {
  comparisonWork,
  decidingPairs,
  decisive,
  type BatchComparison,
} from '../../analysis/compare/batches.ts';
import type { Circumstances, CriterionDiff, RateChange } from '../../analysis/compare/batches.ts';
import type { Shift } from '../../analysis/compare/shifts.ts';
import {
  countWords,
  differenceLines,
  matchedWords,
  meanWords,
  probability,
  rateChangeWords,
  runsNeededWords,
  signedValue,
} from '../../analysis/compare/words.ts';
import type { ForksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Work } from '../../analysis/slices.ts';
import { rateWords, verdictWords } from '../../analysis/words.ts';
import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { semicolons, sentence } from '../../core/kit/punctuation.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { Numbering } from '../batch/numbering.ts';
import { barOf } from '../batch/words.ts';
import { clip } from '../text.ts';
import { forkMap } from './forkMap.ts';
import type { BatchesView, ComparedGroup, CriterionChange, MeasureChange, SideView } from './views.ts';

/** A batch as it is known by now. */
export interface ComparedBatch {
  readonly title: string;
  readonly trail: readonly string[];
  readonly runs: readonly RunItem[];
}

export interface BatchesAbout extends Circumstances {
  readonly settings: AnalysisSettings;
  readonly loading: boolean;
  /** Not all runs of both are here. */
  readonly isPart: boolean;
  readonly keys: Numbering;
  /** Found beside, since it takes longer. */
  readonly forks: ForksOfTwo | undefined;
}

/** Can be left now and then. @param first the earlier batch */
export function* batchesView(
  first: ComparedBatch,
  second: ComparedBatch,
  about: BatchesAbout,
): Work<BatchesView> {
  const { settings, loading, keys, forks } = about;
  const found = yield* comparisonWork(first.runs, second.runs, settings, about);
  const { rate, errors, matched, criteria, measures, clusters, runsNeeded } = found;
  const otherRates = secondRatesWords(found.a, found.b, settings);
  const titles = new Map([...first.runs, ...second.runs].map((run) => [runIdOf(run.ref), run.title]));
  const group = (age: ComparedGroup['age']) => (cluster: Cluster) => groupOf(cluster, age, titles, keys);
  return {
    sides: [sideOf(first, found, 'a', settings), sideOf(second, found, 'b', settings)],
    care: found.comparability.map(({ words }) => clip(words, 500)),
    headline: {
      words: sentence(rateChangeWords(found)),
      how: rateHow(found),
      verdict: decisive(found).verdict,
    },
    more: [
      ...(otherRates === undefined ? [] : [otherRates]),
      ...differenceLines(rate).map(sentence),
      ...(matched ? [sentence(matchedWords(matched))] : []),
      ...(runsNeeded === null ? [] : [runsNeededWords(rate, runsNeeded)]),
      ...(errors.a.passed + errors.b.passed > 0 ? [t('Errored runs: {0}.', verdictWords(errors))] : []),
    ],
    criteria: criteria.map(criterionChange),
    measures: Object.values(measures).map(measureChange),
    groups: [
      ...clusters.added.map(group('new')),
      ...clusters.known.map(group('known')),
      ...clusters.gone.map(group('gone')),
    ],
    forks: forks && forkMap(forks, titles, keys),
    notes: notesOf(first, second, about),
    loading,
  };
}

const longestTitle = 200;
const mostLinks = 12;
const mostReasons = 5;

function sideOf(
  { title, trail }: ComparedBatch,
  found: BatchComparison,
  side: 'a' | 'b',
  settings: AnalysisSettings,
): SideView {
  const rate = firstRate(found[side], settings);
  const { passed: errored, judged: all } = found.errors[side];
  return {
    title: clip(title, longestTitle),
    trail: trail.map((each) => clip(each, longestTitle)),
    words: rateWords(rate),
    bar: barOf(rate),
    errors: errored > 0 ? t('{0} of {1} errored', formatCount(errored), formatCount(all)) : undefined,
  };
}

/** Of the test that the verdict goes by. */
function rateHow(change: RateChange): string {
  const pairs = decidingPairs(change);
  if (!pairs)
    return howOf(change.rate.p, t('Difference of rates by Newcombe, tested by Fisher (mid-P)'), 'p');
  return pairs.method === 'mcNemarMidP'
    ? howOf(pairs.p, t('Pairs of the same test or task, tested by McNemar (mid-P)'), 'p')
    : howOf(pairs.p, t('Pairs of the same test or task, tested by sign flips'), 'p');
}

function criterionChange(diff: CriterionDiff): CriterionChange {
  const { name, a, b, q, verdict } = diff;
  const words = verdictWords(diff);
  return {
    ...{ name: clip(name, longestTitle), before: countWords(a), now: countWords(b) },
    ...{ beforeBar: barOf(a), nowBar: barOf(b), verdict, words },
    how: howOf(q, t('Fisher (mid-P), corrected for the number of criteria'), 'q'),
  };
}

function measureChange(shift: Shift): MeasureChange {
  const { label, kind, medianA, medianB, superiority, q, verdict } = shift;
  const show = (value: number | null) => (value === null ? t('not reported') : formatValue(kind, value));
  const by = shift.shift;
  return {
    ...{ label, before: show(medianA), now: show(medianB), verdict, words: verdictWords(shift) },
    shift: by === null ? '' : by === 0 ? t('none') : signedValue(kind, by),
    pairs: superiority === null ? '' : semicolons([pairsWords(superiority), ...meanWords(shift)]),
    how: howOf(q, t('Mann and Whitney, corrected for the number of measures'), 'q'),
  };
}

function pairsWords(superiority: number): string {
  return t('more now in {0} of pairs', formatPercent(superiority * 100));
}

function groupOf(
  { kind, title, why, runs, reasons }: Cluster,
  age: ComparedGroup['age'],
  titles: ReadonlyMap<string, string>,
  keys: Numbering,
): ComparedGroup {
  return {
    ...{ age, kind, title: clip(title, longestTitle), why: clip(why, 500), count: runs.length },
    runs: runs
      .slice(0, mostLinks)
      .map((run) => ({ key: keys.of(run), title: clip(titles.get(run) ?? t('Run'), longestTitle) })),
    reasons: reasons
      .slice(0, mostReasons)
      .map((reason) => ({ title: clip(reason.title, longestTitle), runs: reason.runs.length })),
  };
}

function notesOf(first: ComparedBatch, second: ComparedBatch, { isPart, loading }: BatchesAbout): string[] {
  const all = [...first.runs, ...second.runs];
  const archived = all.filter((run) => run.archived).length;
  const broken = all.filter((run) => run.kind === 'broken').length;
  const counts = t('{0} and {1}', formatCount(first.runs.length), plural(second.runs.length, 'run'));
  return [
    ...(isPart && !loading ? [t('Not all runs are loaded; the figures are of {0}.', counts)] : []),
    ...(archived > 0
      ? [t('From the archive: {0} of {1}.', formatCount(archived), plural(all.length, 'run'))]
      : []),
    ...(broken > 0
      ? [t('Could not be read: {0} of {1}.', formatCount(broken), plural(all.length, 'run'))]
      : []),
  ];
}

function howOf(p: number | null, method: string, letter: string): string {
  return p === null ? t('{0}: nothing to test.', method) : sentence(`${method}: ${letter} ${probability(p)}`);
}
