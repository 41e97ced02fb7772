/** Calls of tools and what the tools answered. */
import { textOfJson, type ExactJson } from '../../core/kit/exactJson.ts';
import { isEmptyJson, isObject, listOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Block, ToolCallBlock } from '../../core/run/blocks.ts';
import type { Json } from '../../core/run/run.ts';
import { firstMember, firstText, plainKind } from './values.ts';

export const nameKeys = ['name', 'tool_name', 'toolName', 'function_name', 'functionName', 'tool'];
export const argumentKeys = [
  'arguments',
  'args',
  'input',
  'parameters',
  'params_as_json',
  'params',
  'action',
];
export const callIdKeys = [
  ...['tool_call_id', 'toolCallId', 'tool_use_id', 'toolUseId', 'call_id', 'callId', 'source_call_id'],
  ...['request_id', 'requestId'],
];
export const answerKeys = [
  'content',
  'output',
  'result',
  'response',
  'result_value',
  'outputs',
  'value',
  'text',
];

/** @param id the call may be known by an id of its own, and not by one that says what it is of */
export function callOf(value: JsonObject, exact: ExactJson, id: 'own' | 'none' = 'own'): ToolCallBlock {
  const inner = value['function'];
  const [body, at] = isObject(inner) ? [inner, exact.member('function')] : [value, exact];
  const found = firstMember(body, at, argumentKeys);
  return {
    kind: 'toolCall',
    name: firstText(body, nameKeys) ?? textOf(inner),
    arguments: found && argumentText(found.value, found.exact),
    callId: firstText(value, callIdKeys) ?? (id === 'own' ? textOf(value['id']) : undefined),
  };
}

/** What is JSON within a text stays as it was written there. */
function argumentText(value: Json, exact: ExactJson): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return textOfJson(value, exact);
}

/**
 * @param blocksOf blocks of the parts that the answer is made of
 * @param keys members that may hold the answer
 */
export function resultOf(
  value: JsonObject,
  exact: ExactJson,
  blocksOf: (content: Json, exact: ExactJson) => readonly Block[],
  keys: readonly string[] = answerKeys,
): Block[] {
  const found = firstMember(value, exact, keys);
  const failure = failureOf(value, exact);
  const answered = found ? answerOf(found.value, found.exact, blocksOf) : noAnswer;
  return [
    {
      kind: 'toolResult',
      callId: firstText(value, callIdKeys),
      name: firstText(value, nameKeys) ?? textOf(value['function']),
      content: answered.content ?? failure?.words,
      isJson: answered.isJson === true,
      isError: failure !== undefined || answered.isError === true,
    },
    ...answered.more,
  ];
}

interface Answered {
  readonly content: string | undefined;
  /** Images and the like in an answer. */
  readonly more: readonly Block[];
  readonly isJson?: boolean;
  readonly isError?: boolean;
}

const noAnswer: Answered = { content: undefined, more: [] };

function answerOf(
  value: Json,
  exact: ExactJson,
  blocksOf: (content: Json, exact: ExactJson) => readonly Block[],
): Answered {
  const wrapped = isObject(value) ? typedOutput(value, exact) : undefined;
  return wrapped
    ? { ...plainAnswer(wrapped.value, wrapped.exact, blocksOf), isError: wrapped.isError }
    : plainAnswer(value, exact, blocksOf);
}

function plainAnswer(
  value: Json,
  exact: ExactJson,
  blocksOf: (content: Json, exact: ExactJson) => readonly Block[],
): Answered {
  if (typeof value === 'string') return { content: value, more: [] };
  if (isParts(value)) {
    const blocks = blocksOf(value, exact);
    if (blocks.every(({ kind }) => kind === 'text' || kind === 'media' || kind === 'reasoning')) {
      const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
      const content = texts.length > 0 ? texts.join('\n\n') : undefined;
      return { content, more: blocks.filter(({ kind }) => kind !== 'text') };
    }
  }
  return { content: textOfJson(value, exact), more: [], isJson: true };
}

/** Of the AI SDK: `{type: 'json', value}`, `{type: 'error-text', value}`. */
function typedOutput(value: JsonObject, exact: ExactJson) {
  const type = textOf(value['type']);
  if (type === undefined || !/^(error-)?(text|json|content)$/.test(type)) return undefined;
  const key = 'value' in value ? 'value' : type === 'text' && 'text' in value ? 'text' : undefined;
  const inner = key === undefined ? undefined : value[key];
  if (key === undefined || inner === undefined) return undefined;
  return { value: inner, exact: exact.member(key), isError: type.startsWith('error-') };
}

/** Parts of a message that say or show something, and not data that a tool handed over as a list. */
function isParts(value: Json): boolean {
  const parts = listOf(value);
  return (
    parts.length > 0 &&
    parts.every(
      (part) =>
        typeof part === 'string' ||
        (isObject(part) &&
          ((typeof part['type'] === 'string' && !ofTools.test(plainKind(part['type']))) ||
            (Object.keys(part).length === 1 && 'text' in part))),
    )
  );
}

/** A result within a result is its data; besides, results may be nested as deep as anybody likes. */
const ofTools = /(?:^|_)(?:tool|function|call)(?:_|$)/;

const failed: ReadonlySet<string> = new Set(['error', 'failed', 'failure', 'output-error', 'output_error']);

/** `undefined` where the data does not say that the call failed. */
function failureOf(value: JsonObject, exact: ExactJson): { readonly words: string | undefined } | undefined {
  const error = firstMember(value, exact, ['error', 'errorText']);
  const words = error && wordsOf(error.value, error.exact);
  const flag = [value['is_error'], value['isError'], value['error']].includes(true);
  const state = [value['status'], value['state']].some(
    (word) => typeof word === 'string' && failed.has(word),
  );
  const told =
    error !== undefined && error.value !== false && error.value !== true && !isEmptyJson(error.value);
  return flag || state || told ? { words } : undefined;
}

function wordsOf(error: Json, exact: ExactJson): string | undefined {
  if (typeof error === 'string') return textOf(error);
  if (!isObject(error)) return undefined;
  return firstText(error, ['message', 'detail']) ?? textOfJson(error, exact);
}
