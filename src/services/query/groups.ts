/** Groups of failed runs in an answer: what they have in common, and one of them to look at. */
import { runIdOf, type RunId } from '../../analysis/batch/runsInOrder.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import type { Contrast } from '../../analysis/clusters/contrast.ts';
import { plural, formatCount } from '../../core/kit/format.ts';
import type { RunItem } from '../../core/run/run.ts';
import { unmetFirst } from '../../core/run/unmet.ts';
import { turnText } from '../../export/analysis/turnLine.ts';
import { idOfRun } from './ids.ts';
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
}

export function runsById(runs: readonly RunItem[]): ReadonlyMap<RunId, RunItem> {
  return new Map(runs.map((run) => [runIdOf(run.ref), run]));
}

export function groupEntry(group: Cluster, { runs, all, age, contrasts = [] }: GroupAbout): Entry {
  const example = runs.get(group.example.run);
  const isNew = age === undefined ? '' : ` (${ageWords[age]})`;
  return {
    lines: [
      `group of ${formatCount(group.runs.length)} of ${plural(all, 'run')}${isNew}, ${kindWords[group.kind]}:`,
      { quote: group.title, most: longestWords },
      ...group.reasons
        .slice(0, mostReasons)
        .flatMap(({ title, runs: own }): Line[] => [
          `in ${formatCount(own.length)} of them the judge says:`,
          { quote: title, most: longestWords },
        ]),
      ...contrasts
        .slice(0, mostContrasts)
        .flatMap(({ what, inGroup, ofGroup, inPassed, ofPassed }): Line[] => [
          `in ${inGroup} of ${ofGroup} of these and in ${inPassed} of ${ofPassed} passed runs:`,
          { quote: what, most: 80 },
        ]),
      ...(example ? exampleLines(example, group.example.turn) : []),
    ],
    runs: example ? [example.ref] : [],
  };
}

function exampleLines(run: RunItem, cited: number | null): Line[] {
  const head = `example: run ${idOfRun(run.ref)}${cited === null ? '' : `, turn ${cited + 1}`}`;
  if (run.kind === 'broken') return [head];
  const reason = unmetFirst(run.criteria)[0]?.reason ?? run.error?.message ?? run.reason;
  const said = cited === null ? '' : turnText(run, cited);
  return [
    said || reason ? `${head}:` : head,
    ...(said ? [{ quote: said, most: longestWords }] : []),
    ...(reason ? [...(said ? ['why:'] : []), { quote: reason, most: longestWords }] : []),
  ];
}

const kindWords: Readonly<Record<Cluster['kind'], string>> = {
  unmet: 'failed, missed exactly',
  error: 'errored alike',
  stopped: 'stopped',
};

const ageWords = { new: 'new', known: 'known from before', gone: 'no more' } as const;
