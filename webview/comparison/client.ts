import type {
  BatchesMessage,
  ComparisonFailedMessage,
  ComparisonHostMessage,
  ComparisonIntent,
  ComparisonPanelState,
  ComparisonQuestions,
  RunsMessage,
} from '../../src/panel/comparison/protocol.ts';
import { Asker, ignoreStale } from '../kit/ask.ts';
import type { Host } from '../kit/host.ts';

/** The comparison's way to its host. */
export type ComparisonHost = Host<ComparisonIntent, ComparisonHostMessage, ComparisonPanelState>;

export type Screen =
  | Extract<ComparisonHostMessage, { readonly type: 'loading' }>
  | BatchesMessage
  | RunsMessage
  | ComparisonFailedMessage;

/** The page's copy of the comparison: takes messages, pulls rows of transcripts, and tells its listeners. */
export class ComparisonClient {
  readonly #asker: Asker<ComparisonQuestions>;
  readonly #listeners = new Set<() => void>();
  #screen: Screen | undefined;

  constructor(post: (intent: ComparisonIntent) => void) {
    this.#asker = new Asker(post);
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  receive(message: ComparisonHostMessage): void {
    if (message.type === 'answer') {
      this.#asker.receive(message);
      return;
    }
    this.#asker.restart('generation' in message ? message.generation : 0);
    this.#screen = message;
    this.#tell();
    if (message.type === 'runs' && message.rows.length < message.view.rows) void this.#pullRows();
  }

  /** Those that did not fit into the first message. */
  async #pullRows(): Promise<void> {
    try {
      for (;;) {
        const asked = this.#runs();
        if (!asked || asked.rows.length >= asked.view.rows) return;
        const more = await this.#asker.ask('rows', { from: asked.rows.length });
        const now = this.#runs();
        if (!now || more.length === 0) return;
        this.#screen = { ...now, rows: [...now.rows, ...more] };
        this.#tell();
      }
    } catch (error) {
      ignoreStale(error);
    }
  }

  #runs(): RunsMessage | undefined {
    return this.#screen?.type === 'runs' ? this.#screen : undefined;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
