/** What each format of conversations says of a JSON value: whether it is one, how many there are in it, and what it tells. */
import type { ExactJson } from '../../../core/kit/exactJson.ts';
import type { JsonObject } from '../../../core/kit/json.ts';
import type { Json, Run, Turn } from '../../../core/run/run.ts';

export interface Format {
  /** In words that name it, e.g. `Inspect log`. */
  readonly name: string;
  /** Whether the value is plainly of this format. Looks at a few members, whatever the value's size. */
  claims(value: Json): boolean;
  /**
   * Where a value may hold several conversations: each as JSON of this format that holds itself alone, with as much
   * of what is around it as its mapping needs. All of them together are about as long as the value.
   * @param text exact text of the value
   */
  split?(value: Json, text: string): readonly Portion[] | undefined;
  idOf(value: Json): string | undefined;
  /**
   * Of a value with one conversation.
   * @param exact the value's own text, for digits as they were sent
   * @throws nothing, whatever the value holds beside what `claims` asks for
   */
  talk(value: Json, exact: ExactJson): Talk;
}

export interface Portion {
  readonly id: string | undefined;
  /** JSON with every digit as it was sent. */
  readonly text: string;
}

/** One conversation; of a run, what is not named here was not reported. */
export interface Talk {
  readonly title: string | undefined;
  /** Told of a conversation without a title behind its first words, e.g. `rejected`. */
  readonly side?: string;
  readonly turns: readonly Turn[];
  /** What else the value holds. */
  readonly rest: JsonObject;
  readonly about?: Partial<Omit<Run, 'ref' | 'raw' | 'title' | 'turns' | 'rest' | 'kind'>>;
}
