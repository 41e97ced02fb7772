/**
 * Where two transcripts part for the first time (analysis.md 3.3): at another tool or other arguments where tools are
 * reported, else where the words say another thing, else where one goes on. That they part is normal, no fault.
 */
import type { Run, Turn } from '../../core/run/run.ts';
import { spokenText } from '../../core/run/toolWords.ts';
import { dice, Vocabulary, wordsOf } from '../text/words.ts';
import { canonicalArguments } from './callText.ts';

export type Divergence = Split | NoSplit;

export interface Split {
  readonly level: 'tool' | 'arguments' | 'wording' | 'length';
  /** Indexes of the turns, from 0; the number of turns where a transcript has ended. */
  readonly turnA: number;
  readonly turnB: number;
  /** Words in common at that place, 0..1; `null` where there are no two texts. */
  readonly similarity: number | null;
  /** Turns that both go the same way for. */
  readonly sameTurns: number;
}

/** They go the same way from the first turn to the last. */
export interface NoSplit {
  readonly level: 'none';
  readonly turnA: null;
  readonly turnB: null;
  readonly similarity: null;
  readonly sameTurns: number;
}

/** @param threshold word Dice under which two turns say another thing */
export function firstSplit(a: Run, b: Run, threshold: number): Divergence {
  const [first, second] = [stepsOf(a.turns ?? []), stepsOf(b.turns ?? [])];
  const vocabulary = new Vocabulary();
  const similarityAt = (index: number): number | null => {
    const [one, other] = [first.steps[index]?.text, second.steps[index]?.text];
    if (one === undefined || other === undefined) return null;
    return dice(vocabulary.bagOf(wordsOf(one)), vocabulary.bagOf(wordsOf(other)));
  };
  const longer = Math.max(first.steps.length, second.steps.length);
  for (let i = 0; i < longer; i++) {
    const split = callSplit(stepAt(first, i), stepAt(second, i));
    if (split) return { ...split, similarity: similarityAt(i), sameTurns: sooner(split) };
  }
  for (let i = 0; i < longer; i++) {
    const [one, other] = [stepAt(first, i), stepAt(second, i)];
    const turns = { turnA: one.turn, turnB: other.turn };
    const sameTurns = sooner(turns);
    // Both end with calls, which are the same.
    if (one.text === undefined && other.text === undefined) continue;
    if (one.text === undefined || other.text === undefined)
      return { level: 'length', ...turns, similarity: null, sameTurns };
    const similarity = similarityAt(i);
    if (one.role !== other.role || (similarity ?? 1) < threshold)
      return { level: 'wording', ...turns, similarity, sameTurns };
  }
  const sameTurns = Math.min(first.turns, second.turns);
  return { level: 'none', turnA: null, turnB: null, similarity: null, sameTurns };
}

function sooner({ turnA, turnB }: Pick<Split, 'turnA' | 'turnB'>): number {
  return Math.min(turnA, turnB);
}

interface Call {
  readonly name: string;
  readonly arguments: string;
  readonly turn: number;
}

/** What was said, with the calls that were made since the step before. */
interface Step {
  readonly calls: readonly Call[];
  readonly text: string | undefined;
  readonly role: string | undefined;
  readonly turn: number;
}

interface Steps {
  readonly steps: readonly Step[];
  readonly turns: number;
}

function stepsOf(turns: readonly Turn[]): Steps {
  const steps: Step[] = [];
  let calls: Call[] = [];
  turns.forEach((turn, index) => {
    for (const block of turn.blocks)
      if (block.kind === 'toolCall')
        calls.push({
          name: block.name ?? '',
          arguments: canonicalArguments(block.arguments ?? ''),
          turn: index,
        });
    const text = spokenText(turn);
    if (text === undefined || (turn.text === '' && calls.length > 0)) return;
    steps.push({ calls, text, role: turn.role?.toLowerCase(), turn: index });
    calls = [];
  });
  if (calls.length > 0) steps.push({ calls, text: undefined, role: undefined, turn: turns.length });
  return { steps, turns: turns.length };
}

function stepAt({ steps, turns }: Steps, index: number): Step {
  return steps[index] ?? { calls: [], text: undefined, role: undefined, turn: turns };
}

function callSplit(one: Step, other: Step): Pick<Split, 'level' | 'turnA' | 'turnB'> | undefined {
  const most = Math.max(one.calls.length, other.calls.length);
  for (let i = 0; i < most; i++) {
    const [a, b] = [one.calls[i], other.calls[i]];
    const turns = { turnA: a?.turn ?? one.turn, turnB: b?.turn ?? other.turn };
    if (a?.name !== b?.name) return { level: 'tool', ...turns };
    if (a?.arguments !== b?.arguments) return { level: 'arguments', ...turns };
  }
  return undefined;
}
