/** Groups of failed runs in an answer: what they have in common, and one of them to look at. */
import { runIdOf, type RunId } from '../../analysis/batch/runsInOrder.ts';
import { criterionIds } from '../../analysis/batch/criteria.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import type { ReasonCluster } from '../../analysis/clusters/reasons.ts';
import type { Contrast } from '../../analysis/clusters/contrast.ts';
import { plural, formatCount } from '../../core/kit/format.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import { turnText } from '../../export/analysis/turnLine.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import { idOfRun } from './ids.ts';
import { cleanPart, cleanText } from './redacted.ts';
import type { Entry, Line } from './sheet.ts';

const longestWords = 220;
const mostReasons = 3;
const mostContrasts = 3;

export interface GroupAbout {
  /** All runs of the batch. */
  readonly runs: ReadonlyMap<RunId, RunItem>;
  /** Of how many runs they are. */
  readonly all: number;
  readonly age?: 'new' | 'known' | 'gone' | undefined;
  readonly contrasts?: readonly Contrast[];
  /** Of how many of the runs the contrasts are. */
  readonly walked?: number;
  readonly rules: readonly BatchRule[];
}

export function runsById(runs: readonly RunItem[]): ReadonlyMap<RunId, RunItem> {
  return new Map(runs.map((run) => [runIdOf(run.ref), run]));
}

export function groupEntry(group: Cluster, about: GroupAbout): Entry {
  const { runs, all, age, contrasts = [], walked = all, rules } = about;
  const of = walked < all ? ` (of ${formatCount(walked)} of the runs)` : '';
  const example = runs.get(group.example.run);
  const shown = example?.kind === 'run' ? cleanPart(example, group.example.turn, rules) : undefined;
  const isNew = age === undefined ? '' : ` (${ageWords[age]})`;
  const name = shown && nameOf(group, shown);
  return {
    lines: [
      `group of ${formatCount(group.runs.length)} of ${plural(all, 'run')}${isNew}, ${kindWords[group.kind]}:`,
      ...(name ? [{ quote: name, most: longestWords }] : []),
      ...group.reasons.slice(0, mostReasons).flatMap((reason) => reasonLines(reason, about)),
      ...contrasts
        .slice(0, mostContrasts)
        .flatMap(({ what, inGroup, ofGroup, inPassed, ofPassed }): Line[] => [
          `in ${inGroup} of ${ofGroup} of these and in ${inPassed} of ${ofPassed} passed runs${of}:`,
          { quote: cleanText(what, rules), most: 80 },
        ]),
      ...(shown ? exampleLines(shown, group.example.turn) : []),
    ],
    runs: shown ? [shown.ref] : [],
  };
}

/** What all of the group have alike, told by one of them. */
function nameOf({ kind }: Cluster, run: Run): string {
  if (kind === 'unmet') return run.criteria.map(({ name }) => name).join(' + ') || (run.reason ?? '');
  return kind === 'error' ? (run.error?.message ?? 'no message was reported') : '';
}

/** The words of one of those that the judge explained alike: a pattern of all may hold half of what is redacted. */
function reasonLines({ runs: own, criterion }: ReasonCluster, { runs, rules }: GroupAbout): Line[] {
  const run = runs.get(own[0] ?? '');
  if (run?.kind !== 'run') return [];
  const at = criterion === null ? -1 : criterionIds(run.criteria).indexOf(criterion);
  const said = at < 0 ? (run.reason ?? run.summary) : run.criteria[at]?.reason;
  if (said === undefined) return [];
  return [
    `in ${formatCount(own.length)} of them the judge says, or the like:`,
    { quote: cleanText(said, rules), most: longestWords },
  ];
}

function exampleLines(run: Run, cited: number | null): Line[] {
  const said = cited === null ? '' : turnText(run, cited);
  const head = `example: run ${idOfRun(run.ref)}${cited === null ? '' : `, turn ${cited + 1}`}`;
  return said ? [`${head}:`, { quote: said, most: longestWords }] : [head];
}

const kindWords: Readonly<Record<Cluster['kind'], string>> = {
  unmet: 'failed, missed exactly',
  error: 'errored alike',
  stopped: 'stopped',
};

const ageWords = { new: 'new', known: 'known from before', gone: 'no more' } as const;
