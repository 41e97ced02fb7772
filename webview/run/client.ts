import type {
  BrokenMessage,
  CriterionView,
  FailedMessage,
  FiguresMessage,
  FindQuery,
  FoundMessage,
  HostMessage,
  Intent,
  Landing,
  LoadingMessage,
  Part,
  PieceMessage,
  Problem,
  RunMessage,
  RunView,
  TurnView,
} from '../../src/panel/run/protocol.ts';

/** What the page shows. */
export type Screen = LoadingMessage | BrokenMessage | FailedMessage | RunScreen;

export interface RunScreen {
  readonly type: 'run';
  readonly ref: RunMessage['ref'];
  readonly generation: number;
  readonly run: RunView;
  readonly criteria: readonly CriterionView[];
  readonly sizes: readonly number[] | undefined;
  readonly problem: Problem | undefined;
  /** Where the reader is to be; a new object each time somebody asks. */
  readonly land: Landing | undefined;
}

/** The question was about an older picture of the run, or about another run. */
export class StaleError extends Error {
  override readonly name = 'StaleError';
}

/**
 * The webview's copy of the run: takes messages, pulls turns, criteria and long texts in pages, and tells its
 * listeners. Knows nothing of the page itself.
 */
export class Client {
  readonly #post: (intent: Intent) => void;
  readonly #listeners = new Set<() => void>();
  readonly #turnListeners = new Set<() => void>();
  #screen: Screen | undefined;
  #turns = new Map<number, TurnView>();
  #chars = 0;
  #want = { from: 0, to: 0 };
  #lastRequest = 0;
  readonly #turnRequests = new Map<number, { readonly from: number; readonly to: number }>();
  #criteriaRequest = 0;
  readonly #pieces = new Map<number, (answer: PieceMessage | undefined) => void>();
  #findRequest:
    { readonly id: number; readonly done: (answer: FoundMessage | undefined) => void } | undefined;

  #figuresRequest:
    { readonly id: number; readonly done: (answer: FiguresMessage | undefined) => void } | undefined;

  constructor(post: (intent: Intent) => void) {
    this.#post = post;
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
        this.#forget(0);
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
      case 'turns':
        if (!this.#isCurrent(message) || !this.#turnRequests.delete(message.request)) return;
        this.#keepTurns(message.turns);
        this.#pump();
        for (const listener of this.#turnListeners) listener();
        return;
      case 'criteria':
        this.#takeCriteria(message.request, message.generation, message.criteria);
        break;
      case 'piece':
        this.#settlePiece(message.request, this.#isCurrent(message) ? message : undefined);
        return;
      case 'figures':
        if (message.request === this.#figuresRequest?.id) this.#figuresRequest.done(message);
        return;
      case 'found':
        if (message.request === this.#findRequest?.id) this.#findRequest.done(message);
        return;
    }
    for (const listener of this.#listeners) listener();
  }

  /** The turns `[from, to)` are about to be seen: those that are missing are pulled, the latest wish first. */
  need(from: number, to: number): void {
    this.#want = { from, to };
    this.#pump();
  }

  /** The whole text of a part, pulled piece by piece. Rejects with {@link StaleError} when the run changes. */
  async text(part: Part): Promise<string> {
    let text = '';
    for (;;) {
      const answer = await this.#piece(part, text.length);
      text += answer.text;
      if (text.length >= answer.total || answer.text === '') return text;
    }
  }

  /** Searches the whole run in the host. A newer search makes an older one reject with {@link StaleError}. */
  async find(query: FindQuery): Promise<FoundMessage> {
    const generation = this.#generation();
    this.#findRequest?.done(undefined);
    const answer = await new Promise<FoundMessage | undefined>((done) => {
      const request = ++this.#lastRequest;
      this.#findRequest = { id: request, done };
      this.#post({ type: 'find', request, generation, query });
    });
    if (!answer || answer.generation !== this.#generation()) throw new StaleError();
    return answer;
  }

  /** Numbers for the charts. A newer question makes an older one reject with {@link StaleError}. */
  async figures(): Promise<FiguresMessage> {
    const generation = this.#generation();
    this.#figuresRequest?.done(undefined);
    const answer = await new Promise<FiguresMessage | undefined>((done) => {
      const request = ++this.#lastRequest;
      this.#figuresRequest = { id: request, done };
      this.#post({ type: 'figures', request, generation });
    });
    if (!answer || answer.generation !== this.#generation()) throw new StaleError();
    return answer;
  }

  #takeRun(message: RunMessage): void {
    const sameRun =
      this.#screen?.type === 'run' && JSON.stringify(this.#screen.ref) === JSON.stringify(message.ref);
    this.#forget(sameRun ? message.keptTurns : 0);
    const { ref, generation, run, criteria, sizes, problem } = message;
    const land = message.land ?? (sameRun && this.#screen?.type === 'run' ? this.#screen.land : undefined);
    this.#screen = { type: 'run', ref, generation, run, criteria, sizes, problem, land };
    this.#keepTurns(message.turns);
    this.#pullCriteria();
    this.#pump();
  }

  /** Drops all turns from `kept` on and everything that was asked about the picture before. */
  #forget(kept: number): void {
    for (const [index, turn] of this.#turns) {
      if (index < kept) continue;
      this.#chars -= turn.text?.text.length ?? 0;
      this.#turns.delete(index);
    }
    this.#turnRequests.clear();
    for (const request of [...this.#pieces.keys()]) this.#settlePiece(request, undefined);
    this.#findRequest?.done(undefined);
    this.#figuresRequest?.done(undefined);
  }

  #keepTurns(turns: readonly TurnView[]): void {
    for (const turn of turns) {
      this.#chars += (turn.text?.text.length ?? 0) - (this.#turns.get(turn.index)?.text?.text.length ?? 0);
      this.#turns.set(turn.index, turn);
    }
    if (this.#chars <= maxChars) return;
    for (const [index, turn] of this.#turns) {
      if (index >= this.#want.from - keepAround && index < this.#want.to + keepAround) continue;
      this.#chars -= turn.text?.text.length ?? 0;
      this.#turns.delete(index);
    }
  }

  #pump(): void {
    if (this.#screen?.type !== 'run') return;
    const count = this.#screen.run.turns ?? 0;
    while (this.#turnRequests.size < maxInFlight) {
      const from = this.#firstMissing(Math.max(0, this.#want.from), Math.min(count, this.#want.to));
      if (from === undefined) return;
      let to = from + 1;
      while (to < this.#want.to && to < count && to - from < maxRequest && this.#isMissing(to)) to++;
      const request = ++this.#lastRequest;
      this.#turnRequests.set(request, { from, to });
      this.#post({ type: 'turns', request, generation: this.#screen.generation, from, count: to - from });
    }
  }

  #firstMissing(from: number, to: number): number | undefined {
    for (let i = from; i < to; i++) if (this.#isMissing(i)) return i;
    return undefined;
  }

  #isMissing(index: number): boolean {
    if (this.#turns.has(index)) return false;
    return ![...this.#turnRequests.values()].some(({ from, to }) => index >= from && index < to);
  }

  #pullCriteria(): void {
    if (this.#screen?.type !== 'run' || this.#screen.criteria.length >= this.#screen.run.criteria.total)
      return;
    this.#criteriaRequest = ++this.#lastRequest;
    this.#post({
      type: 'criteria',
      request: this.#criteriaRequest,
      generation: this.#screen.generation,
      from: this.#screen.criteria.length,
    });
  }

  #takeCriteria(request: number, generation: number, criteria: readonly CriterionView[]): void {
    if (this.#screen?.type !== 'run' || request !== this.#criteriaRequest) return;
    if (generation !== this.#screen.generation || criteria.length === 0) return;
    this.#screen = { ...this.#screen, criteria: [...this.#screen.criteria, ...criteria] };
    this.#pullCriteria();
  }

  async #piece(part: Part, from: number): Promise<PieceMessage> {
    const generation = this.#generation();
    const answer = await new Promise<PieceMessage | undefined>((settle) => {
      const request = ++this.#lastRequest;
      this.#pieces.set(request, settle);
      this.#post({ type: 'piece', request, generation, part, from });
    });
    if (!answer) throw new StaleError();
    return answer;
  }

  #settlePiece(request: number, answer: PieceMessage | undefined): void {
    const settle = this.#pieces.get(request);
    this.#pieces.delete(request);
    settle?.(answer);
  }

  #generation(): number {
    return this.#screen?.type === 'run' ? this.#screen.generation : 0;
  }

  #isCurrent(message: { readonly generation: number }): boolean {
    return message.generation === this.#generation();
  }
}

const maxInFlight = 2;
const maxRequest = 100;
/** Characters of turns that the page holds at most; the host has them all. */
const maxChars = 16 * 1024 * 1024;
const keepAround = 200;
