import type { Run, RunRef, Turn } from '../../core/run/run.ts';
import { isDearToRead, withSentNumbersSoon } from '../../core/run/sentNumbers.ts';
import { runKey, type RunSource } from '../../core/run/runSource.ts';
import type { Problem } from '../protocol.ts';
import type { Landing, RunMessage } from './protocol.ts';
import type { Place } from './views.ts';
import { toolCards } from '../../core/run/toolCards.ts';
import { clip } from '../text.ts';
import { commonTurns, turnPage, type Timeline } from './turns.ts';
import { criteriaPage, runView } from './view.ts';

export interface SnapshotParts {
  readonly ref: RunRef;
  readonly generation: number;
  /** The provider's label. */
  readonly provider: string;
  /** Whether it has a web page at its service. */
  readonly hasPage?: boolean;
  readonly transcriptCommand?: string | undefined;
  readonly place: Place;
  readonly timeline: Timeline;
  /** The turn at the top of the reader's window. */
  readonly anchor: number;
  /** The turns of the snapshot before. */
  readonly before: readonly Turn[];
  readonly problem: Problem | undefined;
  readonly markdown?: boolean;
  readonly land?: Landing | undefined;
}

/** The first message about a run, or about its newest state: what the first screen needs, and little more. */
export function snapshotOf(run: Run, parts: SnapshotParts): RunMessage {
  const {
    ref,
    generation,
    provider,
    hasPage = false,
    transcriptCommand,
    place,
    timeline,
    anchor,
    before,
    problem,
    markdown = true,
    land,
  } = parts;
  const turns = run.turns ?? [];
  const shown = withSentNumbersSoon(run);
  const view = runView(shown, { provider, hasPage, transcriptCommand, ...place });
  return {
    type: 'run',
    ref,
    generation,
    // What is left out is pulled as a text, with all its digits.
    run: isDearToRead(run) ? { ...view, rest: undefined } : view,
    keptTurns: commonTurns(before, turns),
    turns: turnPage(
      shown,
      timeline,
      Math.max(0, (land?.turn ?? anchor) - firstAbove),
      firstTurns,
      firstBudget,
    ),
    criteria: criteriaPage(run.criteria, 0, firstCriteria),
    sizes: turns.length <= maxSizes ? turns.map((turn) => turn.text?.length ?? 0) : undefined,
    toolTurns: turns.length <= maxSizes ? toolTurnsOf(turns) : undefined,
    problem,
    markdown,
    land,
  };
}

function toolTurnsOf(turns: readonly Turn[]): number[] {
  return turns.flatMap((_, index) =>
    toolCards(turns, index).some(({ kind }) => kind === 'call' || kind === 'result') ? [index] : [],
  );
}

/** Where the run stands among its kind, as far as the store knows by now. */
export function placeOf(source: RunSource, ref: RunRef): Place {
  const siblings = source.siblings(ref);
  const at = siblings.findIndex((item) => runKey(item.ref) === runKey(ref));
  return {
    trail: source.trail(ref).map((title) => clip(title, 200)),
    position: at < 0 ? undefined : { at: at + 1, of: siblings.length },
  };
}

/** Small, so that it is painted early. */
const firstTurns = 40;
const firstAbove = 10;
const firstBudget = 64 * 1024;
const firstCriteria = 32 * 1024;
const maxSizes = 20_000;
