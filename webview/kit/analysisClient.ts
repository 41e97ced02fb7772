import type { Answered, Asked, QuestionMap } from '../../src/panel/protocol.ts';
import { Asker, ignoreStale } from './ask.ts';
import { placed } from './placed.ts';

/** The list of a screen that may not fit into its message. */
export interface LongList<Q extends QuestionMap, Screen, Row> {
  /** What of it is there; `undefined` where a screen has no such list. */
  readonly of: (screen: Screen) => Part<Row> | undefined;
  /** The same screen with these rows. */
  readonly with: (screen: Screen, rows: readonly Row[]) => Screen;
  readonly pull: (asker: Asker<Q>, from: number) => Promise<readonly Row[]>;
}

export interface Part<Row> {
  /** What the list is of: another subject has none of its rows. */
  readonly subject: unknown;
  readonly rows: readonly Row[];
  readonly total: number;
}

/** The page's copy of an analysis: takes messages, pulls what did not fit into the first one, and tells its listeners. */
export class AnalysisClient<
  Q extends QuestionMap,
  Screen extends { readonly type: string; readonly generation?: number },
  Row,
> {
  readonly #asker: Asker<Q>;
  readonly #list: LongList<Q, Screen, Row>;
  readonly #listeners = new Set<() => void>();
  #screen: Screen | undefined;

  constructor(post: (asked: Asked) => void, list: LongList<Q, Screen, Row>) {
    this.#asker = new Asker(post);
    this.#list = list;
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
    const before = this.#screen && this.#list.of(this.#screen);
    const part = this.#list.of(message);
    if (!part) {
      this.#show(message);
      return;
    }
    const isSame = before && JSON.stringify(before.subject) === JSON.stringify(part.subject);
    const shown = isSame ? this.#list.with(message, placed(before.rows, 0, part.rows, part.total)) : message;
    this.#show(shown);
    void this.#pullRest(shown, part);
  }

  /** @param part what of the screen is new: behind it stand rows of the message before */
  async #pullRest(first: Screen, { rows, total }: Part<Row>): Promise<void> {
    try {
      let screen = first;
      for (let from = rows.length; from < total;) {
        const more = await this.#list.pull(this.#asker, from);
        if (more.length === 0) return;
        const there = this.#list.of(screen)?.rows ?? [];
        screen = this.#list.with(screen, placed(there, from, more, total));
        this.#show(screen);
        from += more.length;
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
