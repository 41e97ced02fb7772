import { sameItems } from '../../core/kit/sameItems.ts';
import type { Problem } from '../protocol.ts';
import type { ChangedMessage } from './protocol.ts';
import type { BatchPicture } from './view.ts';

/** A picture as it was last told. */
export interface Told {
  readonly picture: BatchPicture;
  readonly problem: Problem | undefined;
  /** All but groups and runs, as JSON. */
  readonly head: string;
}

export function toldOf(picture: BatchPicture, problem: Problem | undefined): Told {
  const { view, order } = picture;
  const head = { ...view, groups: undefined };
  return { picture, problem, head: JSON.stringify([head, order.criteria, order.measures, problem]) };
}

export function saysTheSame({ picture: a, head: before }: Told, { picture: b, head: now }: Told): boolean {
  return before === now && allSay(a.view.groups, b.view.groups) && allSay(a.runs, b.runs);
}

function allSay(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && b.every((each, at) => says(a[at], each));
}

/** Most are the very same object, which needs no reading. */
function says(a: object | undefined, b: object): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
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
    sameItems(before.picture.order.criteria, order.criteria) &&
    sameItems(before.picture.order.measures, order.measures);
  if (!same) return undefined;
  const groups = new Map(before.picture.view.groups.map((group) => [group.key, group]));
  return {
    batch: {
      ...view,
      groups: view.groups.map((group) => (says(groups.get(group.key), group) ? group.key : group)),
    },
    runs: runs.filter((line, at) => !says(before.picture.runs[at], line)),
    problem: now.problem,
  };
}
