import type { Problem } from '../protocol.ts';
import type { ChangedMessage } from './protocol.ts';
import type { BatchPicture } from './view.ts';
import type { RunLine } from './views.ts';

/** A picture as it was last told, part by part: what says the same is not told again. */
export interface Told {
  readonly picture: BatchPicture;
  readonly problem: Problem | undefined;
  /** All but groups and runs, as JSON; so are the others. */
  readonly head: string;
  readonly groups: readonly string[];
  readonly lines: readonly string[];
}

export function toldOf(picture: BatchPicture, problem: Problem | undefined): Told {
  const { view, runs, order } = picture;
  const { groups, ...head } = view;
  return {
    ...{ picture, problem },
    head: JSON.stringify([head, order.criteria, order.measures, problem]),
    groups: groups.map((group) => JSON.stringify(group)),
    lines: runs.map((line) => JSON.stringify(line)),
  };
}

export function saysTheSame(before: Told, now: Told): boolean {
  return before.head === now.head && equal(before.groups, now.groups) && equal(before.lines, now.lines);
}

/** What is new; `undefined` when there are other runs, criteria or measures. */
export function changesSince(
  before: Told,
  now: Told,
): Omit<ChangedMessage, 'type' | 'generation'> | undefined {
  const { view, runs, order } = now.picture;
  const same =
    before.picture.runs.length > 0 &&
    before.picture.runs.length === runs.length &&
    before.picture.runs.every(({ key }, at) => key === runs[at]?.key) &&
    equal(before.picture.order.criteria, order.criteria) &&
    equal(before.picture.order.measures, order.measures);
  if (!same) return undefined;
  const known = new Set(before.groups);
  const groups = view.groups.map((group, at) => (known.has(now.groups[at] ?? '') ? group.key : group));
  const changed = runs.filter((_: RunLine, at) => now.lines[at] !== before.lines[at]);
  return { batch: { ...view, groups }, runs: changed, problem: now.problem };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
