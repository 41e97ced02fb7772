/**
 * Where two transcripts part for the first time (docs/analysis.md 3.3): at another tool or other arguments where tools are
 * reported, else where the words say another thing, else where one goes on. That they part is normal, no fault.
 */
import type { Run } from '../../core/run/run.ts';
import { dice, Vocabulary, wordsOf } from '../text/words.ts';
import type { Step } from './steps.ts';
import { stepAt, stepsOf } from './steps.ts';

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
