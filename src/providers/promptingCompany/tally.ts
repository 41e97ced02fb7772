/** Tasks and environments, collected from the runs seen: the API lists runs only (docs/contracts.md B4). */
import { msg } from '../../core/kit/l10n.ts';
import type { Collection, Outcome, Run, RunItem } from '../../core/run/run.ts';
import { isGoing } from '../../core/live/going.ts';
import { isFailure, isUnfinished, outcomeOf } from '../../core/run/outcome.ts';
import { mostBatches } from '../../core/rows/trail.ts';
import { segmentOf, type Place } from './places.ts';

export interface Group {
  readonly place: Place;
  readonly title: string;
  /** False when no run told the name yet, so that the id stands in. */
  readonly named: boolean;
  readonly facts: readonly (readonly [string, string])[];
}

interface Count {
  group: Group;
  runs: number;
  completed: number;
  passed: number;
  failed: number;
  running: number;
  newest: Run['createdAt'];
  /** The newest first. */
  trail: readonly { readonly at: number; readonly outcome: Outcome }[];
}

export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #seen = new Set<string>();
  readonly #connection: string;

  constructor(connection: string) {
    this.#connection = connection;
  }

  /** Adds runs that were not seen before and returns the groups that they changed. */
  add(runs: readonly (readonly [RunItem, Group])[]): Collection[] {
    const touched = new Set<Count>();
    for (const [run, group] of runs) {
      if (this.#seen.has(run.ref.run)) continue;
      this.#seen.add(run.ref.run);
      touched.add(this.#count(run, group));
    }
    return [...touched].map((count) => this.#collection(count));
  }

  get size(): number {
    return this.#seen.size;
  }

  #count(run: RunItem, group: Group): Count {
    const key = segmentOf(group.place);
    const count = this.#counts.get(key) ?? emptyCount(group);
    this.#counts.set(key, count);
    if (group.named && !count.group.named) count.group = group;
    count.runs++;
    if (run.kind === 'broken') return count;
    const outcome = outcomeOf(run);
    if (outcome === 'passed') count.passed++;
    if (isFailure(outcome)) count.failed++;
    if (isUnfinished(run)) count.running++;
    if (!isGoing(run)) count.completed++;
    const last = { at: run.createdAt?.ms ?? 0, outcome };
    count.trail = [...count.trail, last].toSorted((a, b) => b.at - a.at).slice(0, mostBatches);
    if ((run.createdAt?.ms ?? 0) > (count.newest?.ms ?? 0)) count.newest = run.createdAt;
    return count;
  }

  #collection({ group, runs, completed, passed, failed, running, newest, trail }: Count): Collection {
    return {
      kind: 'collection',
      connection: this.#connection,
      path: [segmentOf(group.place)],
      ...kinds[group.place.kind],
      expects: ['verdicts'],
      title: group.title,
      holds: 'runs',
      createdAt: newest,
      outcome: outcomeOfGroup(running, failed, passed, runs),
      counts: { runs, completed, passed, failed },
      trail: trail.map(({ outcome }) => outcome),
      facts: group.facts,
      rest: {},
    };
  }
}

const kinds = {
  task: { noun: msg('Task'), icon: 'checklist' },
  environment: { noun: msg('Environment'), icon: 'server-environment' },
} as const;

function outcomeOfGroup(running: number, failed: number, passed: number, runs: number): Outcome {
  if (failed > 0) return 'failed';
  if (running > 0) return 'running';
  return passed === runs ? 'passed' : 'unknown';
}

function emptyCount(group: Group): Count {
  return { group, runs: 0, completed: 0, passed: 0, failed: 0, running: 0, newest: undefined, trail: [] };
}
