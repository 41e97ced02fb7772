/** What tracing tools call input and output: messages, one message, a text, or an object that holds these. */
import {
  isEmptyJson,
  isObject,
  listOf,
  parseJsonText,
  textOf,
  without,
  type JsonObject,
} from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import { isLooseMessage } from './messageLike.ts';
import { isConstructor } from './plainMessage.ts';
import { memberOf } from '../../values.ts';

export function questionsIn(input: Json | undefined): Json[] {
  return saidIn(input, 'user');
}

export function answersIn(output: Json | undefined): Json[] {
  return saidIn(output, 'assistant');
}

/** @param role of a text without one */
function saidIn(value: Json | undefined, role: string): Json[] {
  const plain = typeof value === 'string' ? fromText(value) : value;
  if (isEmptyJson(plain) || plain === undefined) return [];
  if (typeof plain === 'string') return [{ role, content: plain }];
  const list = messagesIn(plain);
  if (list) return list.map((each) => (isObject(each) && !isConstructor(each) ? { role, ...each } : each));
  return [{ role, content: isObject(plain) ? partsOf(plain) : [plain] }];
}

/** A chain of LangChain takes and gives objects, in which one member is what was said. */
function partsOf(value: JsonObject): Json[] {
  const key = saidKeys.find((each) => textOf(value[each]) !== undefined);
  if (key === undefined) return [value];
  const more = without(value, new Set([key]));
  return [{ type: 'text', text: value[key] ?? '' }, ...(isEmptyJson(more) ? [] : [more])];
}

const saidKeys = [
  ...['input', 'question', 'query', 'prompt', 'output', 'answer', 'response', 'result', 'text', 'content'],
];

/** Some tools write messages down as a text. */
function fromText(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const value = parseJsonText(text);
    return messagesIn(value) ? value : text;
  } catch {
    return text;
  }
}

export function messagesIn(value: Json): readonly Json[] | undefined {
  if (isMessage(value)) return [value];
  if (Array.isArray(value)) {
    const [first] = listOf(value);
    const all = Array.isArray(first) ? listOf(first) : listOf(value);
    return all.length > 0 && all.every(isMessage) ? all : undefined;
  }
  if (!isObject(value)) return undefined;
  for (const key of ['messages', 'message', 'input', 'output']) {
    const inner = value[key];
    const found = inner === undefined || inner === value ? undefined : shallow(inner);
    if (found) return found;
  }
  const choices = listOf(value['choices']).map((choice) => memberOf(choice, 'message') ?? null);
  if (choices.length > 0 && choices.every(isMessage)) return choices;
  const generations = listOf(value['generations']).flatMap((each) =>
    Array.isArray(each) ? listOf(each) : [each],
  );
  return generations.length > 0 ? generations.map(generated) : undefined;
}

function shallow(value: Json): readonly Json[] | undefined {
  if (isMessage(value)) return [value];
  const [first] = listOf(value);
  const all = Array.isArray(first) ? listOf(first) : listOf(value);
  return all.length > 0 && all.every(isMessage) ? all : undefined;
}

function isMessage(value: Json): boolean {
  return isLooseMessage(value) || isConstructor(value);
}

/** LangChain tells each answer as a text and, where it was one, as a message. */
function generated(value: Json): Json {
  const message = memberOf(value, 'message');
  if (message !== undefined && isMessage(message)) return message;
  return { role: 'assistant', content: textOf(memberOf(value, 'text')) ?? null };
}
