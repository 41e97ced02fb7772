import type { Answered, Asked, QuestionMap } from '../../src/panel/protocol.ts';
import { Asker, ignoreStale } from './ask.ts';

/** The screen with a further part of what did not fit into its message; `undefined` when all of it is there. */
type Pull<Q extends QuestionMap, Screen> = (screen: Screen, asker: Asker<Q>) => Promise<Screen | undefined>;

/** The page's copy of an analysis: takes messages, pulls what did not fit into the first one, and tells its listeners. */
export class AnalysisClient<
  Q extends QuestionMap,
  Screen extends { readonly type: string; readonly generation?: number },
> {
  readonly #asker: Asker<Q>;
  readonly #pull: Pull<Q, Screen>;
  readonly #listeners = new Set<() => void>();
  #screen: Screen | undefined;

  constructor(post: (asked: Asked) => void, pull: Pull<Q, Screen>) {
    this.#asker = new Asker(post);
    this.#pull = pull;
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(message: Screen | Answered): void {
    if (isAnswer(message)) {
      this.#asker.receive(message);
      return;
    }
    this.#asker.restart(message.generation ?? 0);
    this.#show(message);
    void this.#pullAll(message);
  }

  async #pullAll(first: Screen): Promise<void> {
    try {
      let screen = await this.#pull(first, this.#asker);
      while (screen) {
        this.#show(screen);
        screen = await this.#pull(screen, this.#asker);
      }
    } catch (error) {
      ignoreStale(error);
    }
  }

  #show(screen: Screen): void {
    this.#screen = screen;
    for (const listener of this.#listeners) listener();
  }
}

function isAnswer(message: { readonly type: string }): message is Answered {
  return message.type === 'answer';
}
