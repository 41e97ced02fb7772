import { factsFrom, type Fact, type FactRegistry, type FactValue } from '../../../src/core/run/facts.ts';
import type { Criterion, Run, RunItem, RunRef, Turn } from '../../../src/core/run/run.ts';
import { sameRef, type RunSource } from '../../../src/core/run/runSource.ts';
import { bareRun } from '../../../src/providers/bareRun.ts';
import { expected, facts as cognigyFacts } from '../../../src/providers/cognigy/facts.ts';
import { facts as promptingFacts } from '../../../src/providers/promptingCompany/facts.ts';

const registry: FactRegistry = { ...promptingFacts, ...cognigyFacts };

/** Facts of any provider, by their keys and in the order given. */
export function given(values: Readonly<Record<string, FactValue | undefined>>): Fact[] {
  return Object.entries(values).map(([key, value]) => {
    const about = registry[key];
    if (!about) throw new Error(`No provider reports ${key}.`);
    return { key, value, about };
  });
}

/** A run in which nothing was reported but what the test names. */
export function makeRun(fields: Partial<Run> = {}): Run {
  return bareRun({
    ...{ ref: makeRef('run-1'), provider: 'cognigy', title: 'Run 3', state: 'finished', turns: [] },
    facts: factsFrom(cognigyFacts, { model: undefined, endpointType: undefined }),
    expected,
    raw: () => '{}',
    ...fields,
  });
}

export function makeRef(run: string): RunRef {
  return { connection: 'samples', path: ['order-status', 'batch-2'], run };
}

/** Its blocks are its text and its data, unless others are given. */
export function makeTurn(text: string | undefined, fields: Partial<Turn> = {}): Turn {
  const { data } = fields;
  return {
    id: undefined,
    sequence: undefined,
    role: undefined,
    text,
    blocks: [
      ...(text === undefined ? [] : [{ kind: 'text', text } as const]),
      ...(data === undefined ? [] : [{ kind: 'data', data } as const]),
    ],
    data: undefined,
    createdAt: undefined,
    extra: undefined,
    ...fields,
  };
}

/** Turns of about `chars` characters each, one every five seconds. */
export function makeTurns(count: number, chars = 500): Turn[] {
  const start = Date.UTC(2026, 10, 22, 10);
  return Array.from({ length: count }, (_, i) => {
    const words = `Turn number ${i + 1} says that the order is on its way and asks for patience. `;
    const text = words.repeat(Math.ceil(chars / words.length)).slice(0, chars);
    const ms = start + i * 5000;
    return makeTurn(text, { id: `turn-${i}`, sequence: i + 1, createdAt: { ms, raw: ms } });
  });
}

export function makeCriterion(name: string, fields: Partial<Criterion> = {}): Criterion {
  return {
    name,
    text: undefined,
    type: 'text',
    met: 'notReported',
    score: undefined,
    weight: undefined,
    required: undefined,
    reason: undefined,
    turn: undefined,
    raw: undefined,
    result: undefined,
    ...fields,
  };
}

/** A store that holds what the test puts into it. */
export interface FakeSource extends RunSource {
  /** Adds runs, or replaces those with the same ref, and tells listeners. */
  put(...items: readonly RunItem[]): void;
  /** What the next `load` throws, until it is taken away. */
  failWith(error: Error | undefined): void;
}

export function fakeSource(...items: readonly RunItem[]): FakeSource {
  const held = [...items];
  const listeners = new Set<() => void>();
  let failure: Error | undefined;
  const peek = (ref: RunRef): RunItem | undefined => held.find((item) => sameRef(item.ref, ref));
  return {
    peek,
    load: (ref) => {
      const item = peek(ref);
      if (failure) return Promise.reject(failure);
      return item ? Promise.resolve(item) : Promise.reject(new Error('no such run'));
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    siblings: () => held,
    trail: () => ['Samples', 'Order status', 'Simulation 2'],
    put: (...more) => {
      for (const item of more) {
        const at = held.findIndex(({ ref }) => sameRef(ref, item.ref));
        if (at < 0) held.push(item);
        else held[at] = item;
      }
      for (const listener of listeners) listener();
    },
    failWith: (error) => {
      failure = error;
    },
  };
}
