import { medianOf } from '../../core/kit/numbers.ts';
import { sameData } from '../../core/kit/json.ts';
import type { Run, Turn } from '../../core/run/run.ts';
import { ownData, spokenText, thoughtText, toolText, toolTitle } from '../../core/run/toolWords.ts';
import type { ToolsView, TurnView } from './views.ts';
import { clip, compactJson, cut } from '../text.ts';

/** Most turns in one message. */
export const maxTurns = 200;
/** Characters of one message that turns may fill; the wire costs some 65 ms a megabyte. */
export const maxPage = 192 * 1024;

/** What is known about a run's turns as a whole: when they came, and what is a long silence in this run. */
export interface Timeline {
  readonly start: number | undefined;
  /** Gaps longer than this many ms stand out. */
  readonly silence: number;
}

export function timelineOf(turns: readonly Turn[]): Timeline {
  const times = turns.map((turn) => turn.createdAt?.ms);
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i++) {
    const [before, at] = [times[i - 1], times[i]];
    if (before !== undefined && at !== undefined && at >= before) gaps.push(at - before);
  }
  gaps.sort((a, b) => a - b);
  const usual = medianOf(gaps) ?? 0;
  return { start: times.find((at) => at !== undefined), silence: Math.max(10_000, 5 * usual) };
}

/** Turns from `from` on, as many as fit in one message; at least one where there is one. */
export function turnPage(
  run: Pick<Run, 'turns'>,
  timeline: Timeline,
  from: number,
  count: number,
  budget: number = maxPage,
): TurnView[] {
  const turns = run.turns ?? [];
  const page: TurnView[] = [];
  const end = Math.min(turns.length, from + Math.min(count, maxTurns));
  let size = 0;
  for (let i = from; i < end; i++) {
    const view = turnView(turns, i, timeline);
    if (!view) break;
    size +=
      250 +
      [view.text, view.thought, view.tools?.text, view.data, view.extra].reduce(
        (sum, part) => sum + (part?.text.length ?? 0),
        view.tools?.title.length ?? 0,
      );
    if (page.length > 0 && size > budget) break;
    page.push(view);
  }
  return page;
}

/** How many turns at the beginning are the same in both, so that a webview may keep its copies. */
export function commonTurns(before: readonly Turn[], after: readonly Turn[]): number {
  const end = Math.min(before.length, after.length);
  for (let i = 0; i < end; i++) {
    const [a, b] = [before[i], after[i]];
    if (a !== b && !sameData(a, b)) return i;
  }
  return end;
}

const previewChars = 160;
/** What is folded at first need not come whole. */
const toolChars = 4000;

function toolsOf(turn: Turn): ToolsView | undefined {
  const [title, text] = [toolTitle(turn), toolText(turn)];
  if (title === undefined || text === undefined) return undefined;
  const failed = turn.blocks.some((block) => block.kind === 'toolResult' && block.isError);
  return { title: clip(title, previewChars), text: cut(text, toolChars), failed };
}

function turnView(turns: readonly Turn[], index: number, timeline: Timeline): TurnView | undefined {
  const turn = turns[index];
  if (!turn) return undefined;
  const at = turn.createdAt?.ms;
  const before = turns[index - 1]?.createdAt?.ms;
  const data = ownData(turn);
  const spoken = spokenText(turn);
  const thought = thoughtText(turn);
  const gap = at !== undefined && before !== undefined ? at - before : undefined;
  return {
    index,
    id: turn.id === undefined ? undefined : clip(turn.id),
    sequence: turn.sequence,
    role: turn.role === undefined ? undefined : clip(turn.role, 60),
    text: spoken === undefined ? undefined : cut(spoken),
    thought: thought === undefined ? undefined : cut(thought, toolChars),
    tools: toolsOf(turn),
    data: data === undefined ? undefined : cut(compactJson(data), previewChars),
    extra: turn.extra === undefined ? undefined : cut(compactJson(turn.extra), previewChars),
    createdAt: turn.createdAt,
    sinceStart: at !== undefined && timeline.start !== undefined ? at - timeline.start : undefined,
    gap,
    silence: gap !== undefined && gap >= timeline.silence,
  };
}
