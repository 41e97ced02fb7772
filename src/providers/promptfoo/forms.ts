/**
 * The forms in which a result comes: as a cell of a table answer, as an entry of a file, or alone on a line. What
 * stands around it and is shared by its siblings (id and time of the evaluation, labels of the prompts) goes with
 * each result, so that one that is kept or saved alone reads as it did among the others (docs/contracts.md C5).
 */
import type { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import { shortLine } from '../../core/kit/visible.ts';
import type { Json } from '../../core/run/run.ts';
import { memberOf } from '../values.ts';
import { labelOf } from './values.ts';

/** A result and what is known around it. */
export interface Placed {
  /** As it came; anything, where the service sent something else. */
  readonly result: Json;
  readonly exact: ExactJson;
  readonly evaluation: string | undefined;
  /** When the evaluation was made. */
  readonly madeAt: Json | undefined;
  /** Those that each test was tried with. */
  readonly prompts: readonly PromptHead[];
  readonly repeat: RepeatHead | undefined;
}

export interface PromptHead {
  readonly label: string | undefined;
  readonly provider: string | undefined;
}

export interface RepeatHead {
  readonly number: number;
  readonly total: number;
}

/** Where the lists of results are, in files of all ages and in saved answers. */
const resultLists = [['results', 'results'], ['data', 'results', 'results'], ['results']] as const;

export interface ResultList {
  readonly path: readonly string[];
  readonly results: readonly Json[];
}

export function resultListIn(value: JsonObject): ResultList | undefined {
  for (const path of resultLists) {
    const list = memberOf(value, ...path);
    if (Array.isArray(list)) return { path, results: listOf(list) };
  }
  return undefined;
}

export function isTable(value: JsonObject): boolean {
  const table = objectOf(value['table']);
  return Array.isArray(table?.['body']) && Array.isArray(memberOf(table, 'head', 'prompts'));
}

/** Whether a value is one test of one prompt, good or broken. */
export function isResult(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  if (['promptIdx', 'testIdx', 'failureReason'].every((key) => key in value)) return true;
  const about = ['response', 'gradingResult', 'error', 'vars', 'failureReason', 'testCase'];
  return 'prompt' in value && typeof value['success'] === 'boolean' && about.some((key) => key in value);
}

/** @param exact the value's own text */
export function placedIn(value: Json, exact: ExactJson): Placed {
  if (isObject(value) && !isResult(value)) {
    if (isTable(value)) return inTable(value, exact);
    const list = resultListIn(value);
    if (list) return inList(value, list, exact);
  }
  return {
    ...{ result: value, exact, evaluation: textOf(memberOf(value, 'evalId')) },
    ...{ madeAt: undefined, prompts: [], repeat: undefined },
  };
}

function inTable(value: JsonObject, exact: ExactJson): Placed {
  const [row] = listOf(memberOf(value, 'table', 'body'));
  const cells = listOf(memberOf(row, 'outputs'));
  const index = Math.max(
    0,
    cells.findIndex((cell) => cell !== null),
  );
  const result = cells[index] ?? null;
  return {
    ...{ result, exact: exactCell(exact, index), madeAt: undefined, repeat: repeatIn(value) },
    evaluation: textOf(memberOf(result, 'evalId')) ?? textOf(value['id']),
    prompts: headsOf(memberOf(value, 'table', 'head', 'prompts')),
  };
}

/** @param exact of the answer */
export function exactCell(exact: ExactJson, index = 0): ExactJson {
  return exact.member('table').member('body').element(0).member('outputs').element(index);
}

function inList(value: JsonObject, { path, results }: ResultList, exact: ExactJson): Placed {
  const around = memberOf(value, ...path.slice(0, -1)) ?? value;
  const result = results[0] ?? null;
  return {
    result,
    exact: path.reduce((at, name) => at.member(name), exact).element(0),
    evaluation: textOf(memberOf(result, 'evalId')) ?? textOf(value['evalId']),
    madeAt: memberOf(around, 'timestamp') ?? memberOf(value, 'data', 'createdAt'),
    prompts: headsOf(memberOf(around, 'prompts')),
    repeat: repeatIn(value),
  };
}

/** A label may be the whole prompt. */
export function headsOf(prompts: Json | undefined): PromptHead[] {
  const short = (text: string | undefined) => (text === undefined ? undefined : shortLine(text, 120));
  return listOf(prompts).map((prompt) => ({
    label: short(textOf(memberOf(prompt, 'label'))),
    provider: short(labelOf(memberOf(prompt, 'provider'))),
  }));
}

function repeatIn(value: JsonObject): RepeatHead | undefined {
  const number = numberOf(memberOf(value, 'repeat', 'number'));
  const total = numberOf(memberOf(value, 'repeat', 'total'));
  return number === undefined || total === undefined ? undefined : { number, total };
}

/** The small table answer that holds one cell alone; never the answer's `config`, which may hold keys. */
export function cellAlone(
  cell: string,
  around: {
    readonly id: Json | undefined;
    readonly prompts: string;
    readonly repeat?: RepeatHead | undefined;
  },
): string {
  const members = [
    ...(textOf(around.id) === undefined ? [] : [`"id":${JSON.stringify(around.id)}`]),
    ...repeatMember(around.repeat),
    `"table":{"head":{"prompts":${around.prompts}},"body":[{"outputs":[${cell}]}]}`,
  ];
  return `{${members.join(',')}}`;
}

/** The small file that holds one result alone. */
export function resultAlone(
  result: string,
  around: {
    readonly evalId: Json | undefined;
    readonly timestamp: Json | undefined;
    readonly prompts: string;
    readonly repeat: RepeatHead | undefined;
  },
): string {
  const shared = [
    ...(around.timestamp === undefined ? [] : [`"timestamp":${JSON.stringify(around.timestamp)}`]),
    `"prompts":${around.prompts}`,
  ];
  const members = [
    ...(textOf(around.evalId) === undefined ? [] : [`"evalId":${JSON.stringify(around.evalId)}`]),
    ...repeatMember(around.repeat),
    `"results":{${shared.join(',')},"results":[${result}]}`,
  ];
  return `{${members.join(',')}}`;
}

function repeatMember(repeat: RepeatHead | undefined): string[] {
  return repeat === undefined ? [] : [`"repeat":${JSON.stringify(repeat)}`];
}

/** JSON of what tells prompts apart. */
export function promptHeads(prompts: Json | undefined): string {
  return JSON.stringify(headsOf(prompts));
}
