/** Turns as an alignment compares them. */
import type { Turn } from '../../core/run/run.ts';
import { spokenText } from '../../core/run/toolWords.ts';
import type { Work } from '../slices.ts';
import type { Bag } from '../text/words.ts';
import { dice, Vocabulary, wordsOf } from '../text/words.ts';
import { canonicalArguments } from './callText.ts';

export interface ComparedTurn {
  /** The same number for turns that say and do the same, masks aside. */
  readonly key: number;
  /** Words of speech, calls and results. */
  readonly bag: Bag;
  /** The role, and the names of the tools that are called or answer: turns that differ in it say different things. */
  readonly shape: string;
}

/** So much of a tool's answer is compared: pages of data would drown what is said. */
const longestResult = 2000;
const turnsAtOnce = 64;

/** Makes turns of several transcripts comparable with each other. */
export class TurnReader {
  readonly #vocabulary = new Vocabulary();
  readonly #keys = new Map<string, number>();

  *read(turns: readonly Turn[]): Work<ComparedTurn[]> {
    const compared: ComparedTurn[] = [];
    for (const turn of turns) {
      compared.push(this.#compared(turn));
      if (compared.length % turnsAtOnce === 0) yield;
    }
    return compared;
  }

  #compared(turn: Turn): ComparedTurn {
    const shape = [turn.role?.toLowerCase() ?? ''];
    const words = wordsOf(spokenText(turn) ?? '');
    for (const block of turn.blocks) {
      if (block.kind === 'toolCall') {
        shape.push(`call ${block.name ?? ''}`);
        words.push(...wordsOf(canonicalArguments(block.arguments ?? '')));
      } else if (block.kind === 'toolResult') {
        shape.push('result');
        words.push(...wordsOf((block.content ?? '').slice(0, longestResult)));
      }
    }
    const text = shape.join('\n');
    const key = `${text}\n\n${words.join(' ')}`;
    const number = this.#keys.get(key) ?? this.#keys.size;
    this.#keys.set(key, number);
    return { key: number, bag: this.#vocabulary.bagOf(words), shape: text };
  }
}

/** 0 (nothing in common, or another kind of turn) to 1. */
export function likeness(a: ComparedTurn, b: ComparedTurn): number {
  if (a.key === b.key) return 1;
  return a.shape === b.shape ? dice(a.bag, b.bag) : 0;
}
