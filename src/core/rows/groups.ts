/** Failed runs of a batch in groups: which went wrong in one way is found by somebody else, this arranges the rows. */
import { plural } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import type { Place } from '../run/refs.ts';
import type { RunItem } from '../run/run.ts';

/** Runs that went wrong in one way. */
export interface RunGroup {
  /** The same in every batch where the same goes wrong. */
  readonly id: string;
  readonly outcome: 'failed' | 'errored' | 'stopped';
  readonly title: string;
  /** Why these runs are one group, in a sentence. */
  readonly why: string;
  /** What a judge wrote of one of them. */
  readonly reason: string | undefined;
  /** Ids of its runs; of a group that is gone, those that the baseline had. */
  readonly runs: ReadonlySet<string>;
  /** Against the baseline of the batch, where there is one. */
  readonly age?: GroupAge;
}

export type GroupAge = 'new' | 'known' | 'gone';

export interface RunRow {
  readonly kind: 'run';
  readonly item: RunItem;
  /** The group that the run shares with others, where its row does not stand below it. */
  readonly group?: RunGroup;
}

/** Runs of a batch that went wrong in one way. */
export interface GroupRow {
  readonly kind: 'group';
  /** The batch. */
  readonly place: Place;
  readonly group: RunGroup;
  /** Those of its runs that the filter lets through; none only where the group is gone. */
  readonly rows: readonly RunRow[];
}

/** Groups come first, the largest first, then the runs of no group; runs keep their order within both. */
export function groupedRows(
  place: Place,
  runs: readonly RunItem[],
  groups: readonly RunGroup[],
): (GroupRow | RunRow)[] {
  const rows = joined(groups).flatMap((group): GroupRow[] => {
    const own = group.age === 'gone' ? [] : runs.filter(({ ref }) => group.runs.has(ref.run));
    return own.length === 0 && group.age !== 'gone'
      ? []
      : [{ kind: 'group', place, group, rows: own.map((item) => ({ kind: 'run', item })) }];
  });
  const here = groups.filter(({ age }) => age !== 'gone');
  const grouped = new Set(here.flatMap((group) => [...group.runs]));
  const others = runs.filter(({ ref }) => !grouped.has(ref.run));
  return [...rows, ...others.map((item): RunRow => ({ kind: 'run', item }))];
}

/** Rows of runs in their own order: each names the group that it shares with others. */
export function namedRows(runs: readonly RunItem[], groups: readonly RunGroup[]): RunRow[] {
  const byRun = new Map(groups.flatMap((group) => [...group.runs].map((run) => [run, group] as const)));
  return runs.map((item) => {
    const group = byRun.get(item.ref.run);
    return group && group.runs.size > 1 ? { kind: 'run', item, group } : { kind: 'run', item };
  });
}

/** Names it where a run does not stand below it. */
export function groupWords({ title, runs }: RunGroup): string {
  return t('in the failure group {0} ({1})', title, plural(runs.size, 'run'));
}

/** `new since the baseline`, `gone since the baseline (3 runs there)`; empty without one. */
export function ageWords({ age, runs }: RunGroup): string {
  if (age === undefined) return '';
  if (age === 'gone') return t('gone since the baseline ({0} there)', plural(runs.size, 'run'));
  return age === 'new' ? t('new since the baseline') : t('known from the baseline');
}

const agesHere: readonly RunGroup['age'][] = [undefined, 'new', 'known'];

/** Runs that are alone with what went wrong would each be a row with a row below it. */
function joined(groups: readonly RunGroup[]): readonly RunGroup[] {
  const joinable = agesHere
    .map((age) => groups.filter((group) => group.age === age && group.runs.size === 1))
    .filter((alone) => alone.length >= 3);
  const single = new Set(joinable.flat());
  const rests = joinable.map(othersOf);
  const stay = groups.filter((group) => !single.has(group));
  return [...stay.filter(({ age }) => age !== 'gone'), ...rests, ...stay.filter(({ age }) => age === 'gone')];
}

function othersOf(alone: readonly RunGroup[]): RunGroup {
  const age = alone[0]?.age;
  return {
    id: age === undefined ? 'others' : `others ${age}`,
    outcome: alone.every(({ outcome }) => outcome === alone[0]?.outcome)
      ? (alone[0]?.outcome ?? 'failed')
      : 'failed',
    title: t('Others'),
    why: t('Each of them went wrong in a way of its own.'),
    reason: undefined,
    runs: new Set(alone.flatMap(({ runs }) => [...runs])),
    ...(age && { age }),
  };
}
