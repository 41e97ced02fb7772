import type {
  TrendFailedMessage,
  TrendHostMessage,
  TrendIntent,
  TrendMessage,
  TrendPanelState,
  TrendQuestions,
} from '../../src/panel/trend/protocol.ts';
import { Asker, ignoreStale } from '../kit/ask.ts';
import type { Host } from '../kit/host.ts';

/** The trend's way to its host. */
export type TrendHost = Host<TrendIntent, TrendHostMessage, TrendPanelState>;

export type Screen =
  | Extract<TrendHostMessage, { readonly type: 'loading' }>
  | TrendMessage
  | TrendFailedMessage;

/** The page's copy of the trend: takes messages, pulls criteria, and tells its listeners. */
export class TrendClient {
  readonly #asker: Asker<TrendQuestions>;
  readonly #listeners = new Set<() => void>();
  #screen: Screen | undefined;

  constructor(post: (intent: TrendIntent) => void) {
    this.#asker = new Asker(post);
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(message: TrendHostMessage): void {
    if (message.type === 'answer') {
      this.#asker.receive(message);
      return;
    }
    this.#asker.restart('generation' in message ? message.generation : 0);
    this.#screen = message;
    this.#tell();
    if (message.type === 'trend') void this.#pullCriteria();
  }

  /** Those that did not fit into the first message. */
  async #pullCriteria(): Promise<void> {
    try {
      for (;;) {
        const asked = this.#trend();
        if (!asked || asked.criteria.length >= asked.view.criteria) return;
        const more = await this.#asker.ask('criteria', { from: asked.criteria.length });
        const now = this.#trend();
        if (!now || more.length === 0) return;
        this.#screen = { ...now, criteria: [...now.criteria, ...more] };
        this.#tell();
      }
    } catch (error) {
      ignoreStale(error);
    }
  }

  #trend(): TrendMessage | undefined {
    return this.#screen?.type === 'trend' ? this.#screen : undefined;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
