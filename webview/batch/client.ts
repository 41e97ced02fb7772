import type { Problem } from '../../src/panel/protocol.ts';
import type {
  BatchFailedMessage,
  BatchHostMessage,
  BatchIntent,
  BatchMessage,
  BatchPanelState,
  BatchQuestions,
  ChangedMessage,
} from '../../src/panel/batch/protocol.ts';
import type { BatchView, RunLine, RunReasons } from '../../src/panel/batch/views.ts';
import { Asker, ignoreStale } from '../kit/ask.ts';
import type { Host } from '../kit/host.ts';

/** The overview's way to its host. */
export type BatchHost = Host<BatchIntent, BatchHostMessage, BatchPanelState>;

export type Screen =
  | Extract<BatchHostMessage, { readonly type: 'loading' }>
  | BatchFailedMessage
  | BatchScreen;

export interface BatchScreen {
  readonly type: 'batch';
  readonly place: BatchMessage['place'];
  readonly generation: number;
  readonly batch: BatchView;
  /** Those that have come by now. */
  readonly runs: readonly RunLine[];
  readonly problem: Problem | undefined;
}

/** The page's copy of the batch: takes messages, pulls runs and reasons, and tells its listeners. */
export class BatchClient {
  readonly #asker: Asker<BatchQuestions>;
  readonly #listeners = new Set<() => void>();
  #screen: Screen | undefined;
  #reasons = new Map<number, RunReasons>();
  /** Runs whose reasons are on their way. */
  #coming = new Set<number>();
  /** Runs that are looked at. */
  #seen: readonly number[] = [];

  constructor(post: (intent: BatchIntent) => void) {
    this.#asker = new Asker(post);
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  /** Why a run did not pass, as far as it has been asked for. */
  reasons(run: number): RunReasons | undefined {
    return this.#reasons.get(run);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(message: BatchHostMessage): void {
    switch (message.type) {
      case 'loading':
      case 'failed':
        this.#restart(0);
        this.#screen = message;
        break;
      case 'batch':
        this.#take(message);
        break;
      case 'changed':
        this.#change(message);
        break;
      case 'answer':
        this.#asker.receive(message);
        return;
    }
    this.#tell();
    // What was asked about the snapshot before was given up.
    if (this.#screen?.type === 'batch') this.needReasons(this.#seen);
  }

  /** These runs are looked at: asks why they did not pass, where that is not known yet. */
  needReasons(runs: readonly number[]): void {
    this.#seen = runs;
    const missing = runs.filter((run) => !this.#reasons.has(run) && !this.#coming.has(run));
    if (missing.length > 0) void this.#pullReasons(missing.slice(0, mostAsked));
  }

  #take({ place, generation, batch, runs, total, problem }: BatchMessage): void {
    this.#restart(generation);
    this.#reasons = new Map();
    this.#screen = { type: 'batch', place, generation, batch, runs, problem };
    if (runs.length < total) void this.#pullRuns(total);
  }

  #change({ generation, batch, runs, problem }: ChangedMessage): void {
    if (this.#screen?.type !== 'batch') return;
    this.#restart(generation);
    const changed = new Map(runs.map((run) => [run.key, run]));
    for (const { key } of runs) this.#reasons.delete(key);
    const all = this.#screen.runs.map((run) => changed.get(run.key) ?? run);
    const known = new Map(this.#screen.batch.groups.map((group) => [group.key, group]));
    const groups = batch.groups.flatMap((group) =>
      typeof group === 'number' ? (known.get(group) ?? []) : group,
    );
    this.#screen = { ...this.#screen, generation, batch: { ...batch, groups }, runs: all, problem };
    const total = batch.counts.reduce((sum, { count }) => sum + count, 0);
    if (all.length < total) void this.#pullRuns(total);
  }

  #restart(generation: number): void {
    this.#coming = new Set();
    this.#asker.restart(generation);
  }

  /** Those that did not fit into the first message. */
  async #pullRuns(total: number): Promise<void> {
    try {
      for (;;) {
        const asked = this.#batch();
        if (!asked || asked.runs.length >= total) return;
        const more = await this.#asker.ask('runs', { from: asked.runs.length });
        // The screen may have changed meanwhile, but not the snapshot: its questions would be stale.
        const now = this.#batch();
        if (!now || more.length === 0) return;
        this.#screen = { ...now, runs: [...now.runs, ...more] };
        this.#tell();
      }
    } catch (error) {
      ignoreStale(error);
    }
  }

  async #pullReasons(runs: readonly number[]): Promise<void> {
    for (const run of runs) this.#coming.add(run);
    try {
      const reasons = await this.#asker.ask('reasons', { runs });
      for (const each of reasons) this.#reasons.set(each.key, each);
      for (const run of runs) this.#coming.delete(run);
      this.#tell();
    } catch (error) {
      ignoreStale(error);
    }
  }

  #batch(): BatchScreen | undefined {
    return this.#screen?.type === 'batch' ? this.#screen : undefined;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const mostAsked = 100;
