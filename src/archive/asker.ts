/** Brings the worker's question to whoever can ask a person, and the answer back. */
import type { RemovalAnswer, RemovalQuestion } from './removal.ts';

type Ask = (question: RemovalQuestion) => Promise<RemovalAnswer>;

export class Asker {
  readonly #decide: (question: RemovalQuestion, answer: RemovalAnswer) => Promise<void>;
  #asked: Ask | undefined;
  /** Came before there was anybody to ask. */
  #waiting: RemovalQuestion | undefined;

  constructor(decide: (question: RemovalQuestion, answer: RemovalAnswer) => Promise<void>) {
    this.#decide = decide;
  }

  ask(question: RemovalQuestion): void {
    if (this.#asked) void this.#ask(question, this.#asked);
    else this.#waiting = question;
  }

  on(ask: Ask): { dispose(): void } {
    this.#asked = ask;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.ask(waiting);
    return {
      dispose: () => {
        if (this.#asked === ask) this.#asked = undefined;
      },
    };
  }

  /** Who could not be asked has not agreed. */
  async #ask(question: RemovalQuestion, ask: Ask): Promise<void> {
    const answer = await ask(question).catch(() => 'later' as const);
    if (answer !== 'later') await this.#decide(question, answer);
  }
}
