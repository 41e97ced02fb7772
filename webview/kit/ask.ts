import type { Answered, Asked, QuestionMap } from '../../src/panel/protocol.ts';

/** The question was about an older snapshot, or a newer question has taken its place. */
export class StaleError extends Error {
  override readonly name = 'StaleError';
}

interface Waiting {
  readonly name: PropertyKey;
  readonly settle: (answer: Answered | undefined) => void;
}

/** A page's questions to its host. Answers come in any order; one that came too late is dropped. */
export class Asker<Q extends QuestionMap> {
  readonly #post: (asked: Asked) => void;
  readonly #waiting = new Map<number, Waiting>();
  #generation = 0;
  #last = 0;

  constructor(post: (asked: Asked) => void) {
    this.#post = post;
  }

  /**
   * Asks about the snapshot that is shown. Rejects with {@link StaleError} when another one comes first.
   * @param instead an earlier question of the same name that still waits is stale from now on
   */
  async ask<N extends keyof Q & string>(
    name: N,
    args: Q[N]['args'],
    instead = false,
  ): Promise<Q[N]['answer']> {
    if (instead) this.#giveUp((waiting) => waiting.name === name);
    const request = ++this.#last;
    const answered = new Promise<Answered | undefined>((settle) =>
      this.#waiting.set(request, { name, settle }),
    );
    this.#post({ type: 'ask', request, generation: this.#generation, name, args });
    const answer = await answered;
    if (!answer) throw new StaleError();
    return answer.value;
  }

  receive(answer: Answered): void {
    const waiting = this.#waiting.get(answer.request);
    if (!waiting || answer.generation !== this.#generation) return;
    this.#waiting.delete(answer.request);
    waiting.settle(answer);
  }

  /** Another snapshot is shown: what was asked about the one before is stale. */
  restart(generation: number): void {
    this.#generation = generation;
    this.#giveUp(() => true);
  }

  #giveUp(which: (waiting: Waiting) => boolean): void {
    for (const [request, waiting] of [...this.#waiting]) {
      if (!which(waiting)) continue;
      this.#waiting.delete(request);
      waiting.settle(undefined);
    }
  }
}

/** For `catch`: a stale question needs no word, anything else is a defect. */
export function ignoreStale(error: unknown): void {
  if (!(error instanceof StaleError)) throw error;
}
