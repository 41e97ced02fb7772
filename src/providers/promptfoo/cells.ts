/** The results in a table answer, each with its exact JSON. */
import { ExactJson } from '../../core/kit/exactJson.ts';
import { copyOf, elementTexts, isObject, listOf, numberOf, textOf } from '../../core/kit/json.ts';
import type { Json, RunItem, RunRef } from '../../core/run/run.ts';
import type { TableAnswer } from './client.ts';
import { cellAlone, exactCell, headsOf, promptHeads, type PromptHead } from './forms.ts';
import { readResult } from './read.ts';
import { memberOf } from '../values.ts';

/** One result, or what stands in the place of one. */
export interface Cell {
  readonly result: Json;
  readonly row: number;
  readonly column: number;
}

export class Cells {
  readonly all: readonly Cell[];
  readonly #answer: TableAnswer;
  readonly #offset: number;
  readonly #heads: readonly PromptHead[];
  #rows: readonly string[] | undefined;

  /** @param offset tests that came before the answer's first */
  constructor(answer: TableAnswer, offset: number) {
    this.#answer = answer;
    this.#offset = offset;
    this.#heads = headsOf(answer.prompts);
    this.all = answer.rows.flatMap((value, row) =>
      cellsIn(value).map(({ result, column }): Cell => ({ result, row, column })),
    );
  }

  /** @param place of the evaluation */
  read({ result, row, column }: Cell, place: Omit<RunRef, 'run'>): RunItem {
    const raw = ownText(this, row, column);
    const exact = exactCell(new ExactJson(raw));
    const position = this.#offset + row + 1;
    const test =
      numberOf(memberOf(this.#answer.rows[row], 'testIdx')) ?? numberOf(memberOf(result, 'testIdx'));
    return readResult(
      {
        ...{ result, exact, madeAt: undefined, repeat: undefined, prompts: this.#heads },
        evaluation: textOf(memberOf(result, 'evalId')) ?? textOf(this.#answer.id),
      },
      { ...place, run: `${test ?? `position:${position}`}.${column}` },
      raw,
      position,
    );
  }

  /** With what it shares with the others, and nothing else of the answer. */
  text(row: number, column: number): string {
    const { text, id, prompts, rows } = this.#answer;
    this.#rows ??= elementTexts(text, ['table', 'body']);
    const own = this.#rows[row] ?? 'null';
    const cell = isObject(rows[row]) ? (elementTexts(own, ['outputs'])[column] ?? 'null') : own;
    return copyOf(cellAlone(cell, { id, prompts: promptHeads(prompts) }));
  }
}

/** A test that was not run with one of the prompts has a hole there; what is no test at all is shown as it is. */
function cellsIn(row: Json): { readonly result: Json; readonly column: number }[] {
  if (!isObject(row)) return [{ result: row, column: 0 }];
  const cells = listOf(row['outputs']).map((result, column) => ({ result, column }));
  return cells.filter(({ result }) => result !== null);
}

/** Made when it is first asked for; from then on the answer is not kept for it. */
function ownText(cells: Cells, row: number, column: number): () => string {
  let source: Cells | undefined = cells;
  let text = '';
  return () => {
    if (source) {
      text = source.text(row, column);
      source = undefined;
    }
    return text;
  };
}
