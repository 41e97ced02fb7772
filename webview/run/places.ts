/** Small questions about places on the page of a run. */
import type { Landing, Part } from '../../src/panel/run/protocol.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { CriterionView } from '../../src/panel/run/views.ts';
import type { RunScreen } from './client.ts';

/** What VS Code hands to the commands of the page's context menu: the run that is shown. */
export function menuContext({ ref }: RunScreen): string {
  return JSON.stringify(ref);
}

/** Whether a part of the page belongs to the place that somebody asked for. */
export function isAt({ of, index }: Part, { turn, criterion }: Landing): boolean {
  if (turn !== undefined) return of.startsWith('turn') && index === turn;
  if (criterion !== undefined) return of.startsWith('criterion') && index === criterion;
  return !of.startsWith('turn') && !of.startsWith('criterion');
}

/** Whether a part is the call or the result that a tool card unfolds. */
export function isOfCard(of: Part['of']): boolean {
  return of === 'turnCall' || of === 'turnResult' || of === 'turnImage';
}

/** The unmet criteria that cite a turn, by its index. */
export function citedBy(criteria: readonly CriterionView[]): ReadonlyMap<number, string> {
  const cited = criteria.filter(({ met, turn }) => met === 'notMet' && turn !== undefined);
  return new Map(
    [...Map.groupBy(cited, ({ turn }) => turn ?? 0)].map(([turn, by]) => [
      turn,
      commas(by.map(({ name }) => name)),
    ]),
  );
}
