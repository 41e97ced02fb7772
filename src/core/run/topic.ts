/** What a page is about, a link leads to, or an assistant is asked about. */
import { isObject } from '../kit/json.ts';
import { readPlace, readRef, type Place } from './refs.ts';
import type { RunRef } from './run.ts';

export type Topic =
  | { readonly kind: 'run'; readonly ref: RunRef }
  | { readonly kind: 'batch'; readonly place: Place }
  /** What changed from one batch to another. */
  | { readonly kind: 'batches'; readonly before: Place; readonly now: Place }
  /** Runs beside each other; the first one is the reference. */
  | { readonly kind: 'runs'; readonly runs: readonly RunRef[] };

/** Two batches, or some runs. */
export type ComparisonTopic = Extract<Topic, { readonly kind: 'batches' | 'runs' }>;

/** As many runs as can be compared at once. */
export const mostCompared = 10;

/** `undefined` for anything that is not exactly a comparison; what else it holds is left out. */
export function readComparison(value: unknown): ComparisonTopic | undefined {
  if (!isObject(value)) return undefined;
  const { runs } = value;
  if (Array.isArray(runs)) {
    const refs = runs.slice(0, mostCompared + 1).map(readRef);
    const known = refs.filter((ref) => ref !== undefined);
    if (known.length !== refs.length || known.length < 2 || known.length > mostCompared) return undefined;
    return { kind: 'runs', runs: known };
  }
  const [before, now] = [readPlace(value['before']), readPlace(value['now'])];
  return before && now && { kind: 'batches', before, now };
}

/** All connections that it reaches into, each once. */
export function connectionsOf(topic: Topic): string[] {
  return [...new Set(partsOf(topic).map(({ connection }) => connection))];
}

/** The runs or places that it is made of. */
export function partsOf(topic: Topic): readonly (RunRef | Place)[] {
  switch (topic.kind) {
    case 'run':
      return [topic.ref];
    case 'batch':
      return [topic.place];
    case 'batches':
      return [topic.before, topic.now];
    case 'runs':
      return topic.runs;
  }
}

/** The same with other connections. */
export function movedTopic(topic: Topic, to: (connection: string) => string): Topic {
  const moved = <T extends { readonly connection: string }>(part: T): T => ({
    ...part,
    connection: to(part.connection),
  });
  switch (topic.kind) {
    case 'run':
      return { ...topic, ref: moved(topic.ref) };
    case 'batch':
      return { ...topic, place: moved(topic.place) };
    case 'batches':
      return { ...topic, before: moved(topic.before), now: moved(topic.now) };
    case 'runs':
      return { ...topic, runs: topic.runs.map(moved) };
  }
}
