/** Files and saved answers of promptfoo, taken apart into their results (docs/contracts.md C5). */
import { msg, type Message } from '../../core/kit/l10n.ts';
import { elementTexts, isObject, listOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import { noExactJson } from '../../core/kit/exactJson.ts';
import type { SavedAnswers } from '../../core/provider/provider.ts';
import type { Json } from '../../core/run/run.ts';
import {
  cellAlone,
  isResult,
  isTable,
  placedIn,
  promptHeads,
  resultAlone,
  resultListIn,
  type RepeatHead,
} from './forms.ts';
import { memberOf } from '../values.ts';

export const savedAnswers: SavedAnswers = {
  lists: [],
  claims: (value) => isResult(value) || isTable(value),
  idOf: (value) => textOf(memberOf(placedIn(value, noExactJson).result, 'id')),
  split: splitAnswer,
  looksLike,
};

function looksLike(value: JsonObject): Message | undefined {
  const [first] = listOf(value['data']);
  return textOf(memberOf(first, 'evalId')) !== undefined && !isResult(first)
    ? msg(
        '{0} looks like the list of evaluations of promptfoo, which holds no results; write those of one with "promptfoo export eval ID -o results.json" and open that.',
      )
    : undefined;
}

type Split = NonNullable<SavedAnswers['split']>;

function splitAnswer(value: JsonObject, text: string): ReturnType<Split> {
  if (isResult(value)) return [{ id: textOf(value['id']), text }];
  if (isTable(value)) return cellsOf(value, text);
  // As `format=json` of the server has it, without what stands around a table.
  if (isTable({ table: value })) return cellsOf({ table: value }, `{"table":${text}}`);
  const list = resultListIn(value);
  if (!list) return undefined;
  const { path, results } = list;
  const around = memberOf(value, ...path.slice(0, -1)) ?? value;
  // Among its figures a list is one of results, good or broken.
  const isSure = isObject(memberOf(around, 'stats')) || 'evalId' in value;
  const isOne = (result: Json) => isResult(result) || (isSure && isObject(result) && 'prompt' in result);
  if (!results.some(isOne) && !(isSure && results.length === 0)) return undefined;
  const repeats = repeatsIn(results);
  const shared = {
    evalId: value['evalId'],
    timestamp: memberOf(around, 'timestamp') ?? memberOf(value, 'data', 'createdAt'),
    prompts: promptHeads(memberOf(around, 'prompts')),
  };
  return elementTexts(text, path).map((own, index) => ({
    id: textOf(memberOf(results[index], 'id')),
    text: resultAlone(own, { ...shared, repeat: repeats[index] }),
  }));
}

function cellsOf(value: JsonObject, text: string): ReturnType<Split> {
  const rows = listOf(memberOf(value, 'table', 'body'));
  const texts = elementTexts(text, ['table', 'body']);
  const prompts = promptHeads(memberOf(value, 'table', 'head', 'prompts'));
  const cells = rows.flatMap((row, index) => {
    const outputs = elementTexts(texts[index] ?? '', ['outputs']);
    return listOf(memberOf(row, 'outputs')).map((cell, column) => ({
      cell,
      text: outputs[column] ?? 'null',
    }));
  });
  // A test that was not run with one of the prompts has a hole there.
  const run = cells.filter(({ cell }) => cell !== null);
  const repeats = repeatsIn(run.map(({ cell }) => cell));
  return run.map(({ cell, text: own }, index) => ({
    id: textOf(memberOf(cell, 'id')),
    text: cellAlone(own, { id: value['id'], prompts, repeat: repeats[index] }),
  }));
}

/**
 * `--repeat` makes further tests of each, and marks none of them: the same test with the same prompt is one case, in
 * the order of its numbers. What was run once has no entry.
 */
export function repeatsIn(results: readonly Json[]): (RepeatHead | undefined)[] {
  const cases = Map.groupBy(results.keys(), (index) => caseOf(results[index] ?? null));
  const repeats = results.map((): RepeatHead | undefined => undefined);
  for (const [key, indices] of cases) {
    if (key === undefined || indices.length < 2) continue;
    const inOrder = indices.toSorted((a, b) => testOf(results[a]) - testOf(results[b]));
    inOrder.forEach((index, i) => (repeats[index] = { number: i + 1, total: indices.length }));
  }
  return repeats;
}

function caseOf(result: Json): string | undefined {
  if (typeof memberOf(result, 'testIdx') !== 'number') return undefined;
  const test = memberOf(result, 'testCase');
  const vars = memberOf(test, 'vars') ?? memberOf(result, 'vars') ?? null;
  return JSON.stringify([
    memberOf(result, 'promptIdx') ?? null,
    memberOf(test, 'description') ?? null,
    vars,
    memberOf(test, 'assert') ?? null,
  ]);
}

function testOf(result: Json | undefined): number {
  const test = memberOf(result, 'testIdx');
  return typeof test === 'number' ? test : 0;
}
