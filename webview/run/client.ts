import type { Problem } from '../../src/panel/protocol.ts';
import type {
  BrokenMessage,
  FailedMessage,
  Figures,
  FindQuery,
  Found,
  HostMessage,
  Intent,
  Landing,
  LoadingMessage,
  PanelState,
  Part,
  RunMessage,
  RunQuestions,
} from '../../src/panel/run/protocol.ts';
import type { OtherRuns, CriterionView, RunView, TurnView } from '../../src/panel/run/views.ts';
import { Asker, ignoreStale } from '../kit/ask.ts';
import type { Host } from '../kit/host.ts';
import { placed } from '../kit/placed.ts';

/** The run page's way to its host. */
export type RunHost = Host<Intent, HostMessage, PanelState>;

/** What the page shows. */
export type Screen = LoadingMessage | BrokenMessage | FailedMessage | RunScreen;

export interface RunScreen {
  readonly type: 'run';
  readonly ref: RunMessage['ref'];
  readonly generation: number;
  readonly run: RunView;
  readonly criteria: readonly CriterionView[];
  readonly sizes: readonly number[] | undefined;
  /** Indexes of the turns that use tools; `undefined` where there are too many turns to tell. */
  readonly toolTurns: readonly number[] | undefined;
  readonly problem: Problem | undefined;
  /** Whether the person likes turns as Markdown, in any panel. */
  readonly markdown: boolean;
  /** Where the reader is to be; a new object each time somebody asks. */
  readonly land: Landing | undefined;
}

/**
 * The webview's copy of the run: takes messages, pulls turns, criteria and long texts in pages, and tells its
 * listeners. Knows nothing of the page itself.
 */
export class Client {
  readonly #asker: Asker<RunQuestions>;
  readonly #listeners = new Set<() => void>();
  readonly #turnListeners = new Set<() => void>();
  #screen: Screen | undefined;
  /** Criteria of this snapshot that are here; behind them stand those of the one before. */
  #freshCriteria = 0;
  #turns = new Map<number, TurnView>();
  #chars = 0;
  #want = { from: 0, to: 0 };
  /** Turns that are on their way. */
  #coming = new Set<{ readonly from: number; readonly to: number }>();

  constructor(post: (intent: Intent) => void) {
    this.#asker = new Asker(post);
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  turn(index: number): TurnView | undefined {
    return this.#turns.get(index);
  }

  /** Calls back after every change of what is shown, but for turns that were pulled. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back when turns that were pulled have come. */
  subscribeTurns(listener: () => void): () => void {
    this.#turnListeners.add(listener);
    return () => this.#turnListeners.delete(listener);
  }

  receive(message: HostMessage): void {
    switch (message.type) {
      case 'loading':
      case 'broken':
      case 'failed':
        this.#forget(0, 0);
        this.#screen = message;
        break;
      case 'run':
        this.#takeRun(message);
        break;
      case 'problem':
        if (this.#screen?.type === 'run') this.#screen = { ...this.#screen, problem: message.problem };
        break;
      case 'place':
        if (this.#screen?.type === 'run') {
          this.#screen = { ...this.#screen, run: { ...this.#screen.run, ...message.place } };
        }
        break;
      case 'land':
        if (this.#screen?.type === 'run') this.#screen = { ...this.#screen, land: message.land };
        break;
      case 'answer':
        this.#asker.receive(message);
        return;
    }
    for (const listener of this.#listeners) listener();
  }

  /** The turns `[from, to)` are about to be seen: those that are missing are pulled, the latest wish first. */
  need(from: number, to: number): void {
    this.#want = { from, to };
    this.#pump();
  }

  /** The whole text of a part, pulled piece by piece. Rejects with `StaleError` when the run changes. */
  async text(part: Part): Promise<string> {
    let text = '';
    for (;;) {
      const piece = await this.#asker.ask('piece', { part, from: text.length });
      text += piece.text;
      if (text.length >= piece.total || piece.text === '') return text;
    }
  }

  /** Searches the whole run in the host. A newer search makes an older one reject with `StaleError`. */
  find(query: FindQuery): Promise<Found> {
    return this.#asker.ask('find', { query }, true);
  }

  /** Numbers for the charts. A newer question makes an older one reject with `StaleError`. */
  figures(): Promise<Figures> {
    return this.#asker.ask('figures', {}, true);
  }

  /** The runs beside this one. A newer question makes an older one reject with `StaleError`. */
  others(): Promise<OtherRuns> {
    return this.#asker.ask('others', {}, true);
  }

  #takeRun(message: RunMessage): void {
    const shown = this.#runScreen();
    const before = JSON.stringify(shown?.ref) === JSON.stringify(message.ref) ? shown : undefined;
    this.#forget(before ? message.keptTurns : 0, message.generation);
    const { ref, generation, run, sizes, toolTurns, problem, markdown } = message;
    const land = message.land ?? before?.land;
    const criteria = placed(before?.criteria ?? [], 0, message.criteria, run.criteria.total);
    this.#freshCriteria = message.criteria.length;
    this.#screen = { type: 'run', ref, generation, run, criteria, sizes, toolTurns, problem, markdown, land };
    this.#keepTurns(message.turns);
    void this.#pullCriteria();
    this.#pump();
  }

  /** Drops all turns from `kept` on and everything that was asked about the snapshot before. */
  #forget(kept: number, generation: number): void {
    for (const [index, turn] of this.#turns) {
      if (index < kept) continue;
      this.#chars -= charsOf(turn);
      this.#turns.delete(index);
    }
    this.#coming = new Set();
    this.#asker.restart(generation);
  }

  #keepTurns(turns: readonly TurnView[]): void {
    for (const turn of turns) {
      this.#chars += charsOf(turn) - charsOf(this.#turns.get(turn.index));
      this.#turns.set(turn.index, turn);
    }
    if (this.#chars <= maxChars) return;
    for (const [index, turn] of this.#turns) {
      if (index >= this.#want.from - keepAround && index < this.#want.to + keepAround) continue;
      this.#chars -= charsOf(turn);
      this.#turns.delete(index);
    }
  }

  #pump(): void {
    if (this.#screen?.type !== 'run') return;
    const count = this.#screen.run.turns ?? 0;
    while (this.#coming.size < maxInFlight) {
      const from = this.#firstMissing(Math.max(0, this.#want.from), Math.min(count, this.#want.to));
      if (from === undefined) return;
      let to = from + 1;
      while (to < this.#want.to && to < count && to - from < maxRequest && this.#isMissing(to)) to++;
      void this.#pull(from, to);
    }
  }

  async #pull(from: number, to: number): Promise<void> {
    const coming = { from, to };
    this.#coming.add(coming);
    try {
      const turns = await this.#asker.ask('turns', { from, count: to - from });
      this.#coming.delete(coming);
      this.#keepTurns(turns);
      this.#pump();
      for (const listener of this.#turnListeners) listener();
    } catch (error) {
      ignoreStale(error);
    }
  }

  #firstMissing(from: number, to: number): number | undefined {
    for (let i = from; i < to; i++) if (this.#isMissing(i)) return i;
    return undefined;
  }

  #isMissing(index: number): boolean {
    if (this.#turns.has(index)) return false;
    return ![...this.#coming].some(({ from, to }) => index >= from && index < to);
  }

  #runScreen(): RunScreen | undefined {
    return this.#screen?.type === 'run' ? this.#screen : undefined;
  }

  /** Those that did not fit beside the first turns. */
  async #pullCriteria(): Promise<void> {
    try {
      for (;;) {
        const asked = this.#runScreen();
        if (!asked || this.#freshCriteria >= asked.run.criteria.total) return;
        const more = await this.#asker.ask('criteria', { from: this.#freshCriteria });
        // The screen may have changed meanwhile, but not the run: its questions would be stale.
        const now = this.#runScreen();
        if (!now || more.length === 0) return;
        const criteria = placed(now.criteria, this.#freshCriteria, more, now.run.criteria.total);
        this.#screen = { ...now, criteria };
        this.#freshCriteria += more.length;
        for (const listener of this.#listeners) listener();
      }
    } catch (error) {
      ignoreStale(error);
    }
  }
}

const maxInFlight = 2;
const maxRequest = 100;
/** Characters of turns that the page holds at most; the host has them all. */
const maxChars = 16 * 1024 * 1024;
const keepAround = 200;

function charsOf(turn: TurnView | undefined): number {
  return (turn?.pieces ?? []).reduce(
    (sum, piece) => sum + (piece.kind === 'card' ? cardChars : piece.text.text.length),
    0,
  );
}

/** What a card holds at most, more or less. */
const cardChars = 2000;
