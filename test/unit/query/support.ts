/** A source of questions over made-up runs. */
import { defaultSettings } from '../../../src/analysis/settings.ts';
import type { SearchHit } from '../../../src/archive/archive.ts';
import type { Collection, Criterion, Run, RunItem, Turn } from '../../../src/core/run/run.ts';
import { sameRef } from '../../../src/core/run/runSource.ts';
import { keyOf } from '../../../src/core/store/listing.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { bareRun } from '../../../src/providers/bareRun.ts';
import type { Asked } from '../../../src/services/query/question.ts';
import { questions } from '../../../src/services/query/questions.ts';
import type { QuerySource } from '../../../src/services/query/source.ts';

export const now = Date.UTC(2026, 10, 22, 12);

export function makeRun(id: string, about: Partial<Run> = {}, path: readonly string[] = ['s1', 'b1']): Run {
  const ref = { connection: 'shop', path, run: id };
  const run = bareRun({
    ...{ ref, provider: 'cognigy', title: `Run ${id}`, state: 'finished', verdict: 'passed' },
    ...{ raw: () => '{}', turns: undefined },
  });
  return { ...run, ...about };
}

export function makeTurn(text: string, role?: string): Turn {
  return {
    ...{ id: undefined, sequence: undefined, role, text, blocks: [{ kind: 'text', text }] },
    ...{ data: undefined, createdAt: undefined, extra: undefined },
  };
}

export function unmet(name: string, reason: string, turn?: number): Criterion {
  return {
    ...{ name, text: undefined, type: undefined, met: 'notMet', score: undefined, weight: undefined },
    ...{ required: undefined, reason, turn, raw: undefined, result: undefined },
  };
}

export function makeCollection(path: readonly string[], about: Partial<Collection> = {}): Collection {
  return {
    ...{ kind: 'collection', connection: 'shop', path, noun: 'Simulation', icon: 'beaker', expects: [] },
    ...{ title: path.at(-1) ?? '', holds: 'runs', createdAt: undefined, outcome: undefined },
    ...{ counts: undefined, facts: [], rest: {} },
    ...about,
  };
}

export interface Made {
  /** As with Node where left out. */
  readonly hasArchive?: boolean;
  readonly collections?: readonly Collection[];
  readonly runs: readonly RunItem[];
  readonly hits?: readonly SearchHit[];
}

export function sourceOf({ collections = [], runs, hits, hasArchive = true }: Made): QuerySource {
  return {
    ...{ origin: 'made-up runs', providers: [], now: () => now, baseline: () => undefined },
    rules: () => builtInRules.map(batchRule),
    settings: () => defaultSettings,
    links: undefined,
    hasArchive,
    connections: () =>
      Promise.resolve([
        {
          id: 'shop',
          label: 'My Shop',
          provider: 'cognigy',
          service: 'Cognigy',
          isSample: false,
          problem: undefined,
        },
      ]),
    children: (place, limit) => {
      const below = collections.filter(
        ({ path }) => keyOf({ connection: 'shop', path: path.slice(0, -1) }) === keyOf(place),
      );
      const own = runs.filter(({ ref }) => keyOf(ref) === keyOf(place));
      const more = own.length > limit;
      return Promise.resolve({
        ...{ collections: below, runs: own.slice(0, limit), total: undefined, more, problem: undefined },
      });
    },
    run: (ref) => Promise.resolve(runs.find((each) => sameRef(each.ref, ref))),
    named: (id) => Promise.resolve(runs.filter(({ ref }) => ref.run === id).map(({ ref }) => ref)),
    names: (place) => {
      const collection = collections.find((each) => keyOf(each) === keyOf(place));
      return Promise.resolve({ titles: ['My Shop', ...place.path], collection });
    },
    facets: () => Promise.resolve(hits && { connections: [], collections: [], facts: {}, unmet: [] }),
    search: (_, signal) => {
      signal.throwIfAborted();
      return Promise.resolve({ hits: hits ?? [], more: false, ms: 0 });
    },
  };
}

export const asked: Asked = { bytes: 12_000, signal: new AbortController().signal, mark: () => 'a1b2c3' };

export async function ask(name: string, input: unknown, source: QuerySource, how: Partial<Asked> = {}) {
  const question = questions.find((each) => each.name === name);
  if (!question) throw new Error(`There is no question ${name}.`);
  return question.ask(input, source, { ...asked, ...how });
}
