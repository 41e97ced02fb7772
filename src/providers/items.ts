/** From the elements of a list answer to rows: each element is checked alone, so that one never costs another. */
import * as z from 'zod/mini';
import { t } from '../core/kit/l10n.ts';
import { beginning } from '../core/kit/visible.ts';
import { copyOf, elementTexts, isObject, parseJsonText, textOf, type JsonObject } from '../core/kit/json.ts';
import type { SavedAnswers, SavedReader } from '../core/provider/provider.ts';
import type { BrokenRun, Json, Run, RunItem, RunRef } from '../core/run/run.ts';
import { describeIssue } from './answer.ts';

export interface RunReader<T> {
  readonly provider: string;
  readonly schema: z.ZodMiniType<T>;
  readonly map: (answer: T, source: JsonObject, raw: () => string) => Run;
  /** Where the run's id would be, for a run that could not be read. */
  readonly ref: (source: JsonObject, id: string) => RunRef;
  /** The id that a run names itself; its `referenceId` or `id` when left out. */
  readonly idOf?: (source: JsonObject) => string | undefined;
}

/**
 * @param elements the array as parsed
 * @param text the whole answer, from which each run's exact JSON is cut on demand
 * @param path members that lead to the array, e.g. `['data', 'runs']`
 * @param offset position of the first element in the whole listing, to name runs without an id
 */
export function readRuns<T>(
  reader: RunReader<T>,
  elements: readonly Json[],
  text: string,
  path: readonly string[],
  offset: number,
): RunItem[] {
  const answer = new ListAnswer(text, path);
  return elements.map((element, index) =>
    readRun(reader, element, ownText(answer, index), offset + index + 1),
  );
}

/** An answer that is cut into its elements when the first of them is asked for. */
class ListAnswer {
  readonly #text: string;
  readonly #path: readonly string[];
  #elements: readonly string[] | undefined;

  constructor(text: string, path: readonly string[]) {
    this.#text = text;
    this.#path = path;
  }

  element(index: number): string {
    this.#elements ??= elementTexts(this.#text, this.#path);
    return this.#elements[index] ?? '';
  }
}

/**
 * The element's text, made when it is first asked for. From then on it stands alone: a run that is kept while others
 * of its answer are replaced must not keep the whole answer in memory.
 */
function ownText(answer: ListAnswer, index: number): () => string {
  let source: ListAnswer | undefined = answer;
  let text = '';
  return () => {
    if (source) {
      text = copyOf(source.element(index));
      source = undefined;
    }
    return text;
  };
}

export function readRun<T>(
  reader: RunReader<T>,
  element: Json,
  raw: () => string,
  position: number,
): RunItem {
  const parsed = z.safeParse(reader.schema, element);
  if (parsed.success && isObject(element) && (reader.idOf ?? idOf)(element))
    return reader.map(parsed.data, element, raw);
  const problem = parsed.success
    ? t('id: expected a text, got an empty one')
    : describeIssue(parsed.error.issues[0], element);
  return brokenRun(reader, isObject(element) ? element : {}, problem, raw, position);
}

/** Reads runs from what the service once sent, each under the reference that it is known by. */
export function savedReaderOf<T>(
  provider: string,
  schema: z.ZodMiniType<T>,
  map: (answer: T, source: JsonObject, ref: RunRef, raw: () => string) => Run,
  answers: Omit<SavedAnswers, 'idOf'>,
  ownId: (source: JsonObject) => string | undefined = idOf,
): SavedReader {
  return {
    answers: { ...answers, idOf: ownId },
    run: (raw, ref) => {
      const reader: RunReader<T> = {
        ...{ provider, schema, idOf: ownId },
        map: (answer, source, text) => map(answer, source, ref, text),
        ref: () => ref,
      };
      return { ...readRun(reader, parseJsonText(raw), () => raw, 1), ref };
    },
  };
}

function brokenRun<T>(
  reader: RunReader<T>,
  source: JsonObject,
  problem: string,
  raw: () => string,
  position: number,
): BrokenRun {
  const id = (reader.idOf ?? idOf)(source);
  const sequence = source['sequence'];
  const title =
    typeof sequence === 'number'
      ? t('Run {0}', sequence)
      : id
        ? t('Run {0}', beginning(id, 8))
        : t('Run at position {0}', position);
  return {
    kind: 'broken',
    ref: reader.ref(source, id ?? `position:${position}`),
    hasId: id !== undefined,
    provider: reader.provider,
    title,
    problem,
    raw,
  };
}

function idOf(source: JsonObject): string | undefined {
  return textOf(source['referenceId']) ?? textOf(source['id']);
}
