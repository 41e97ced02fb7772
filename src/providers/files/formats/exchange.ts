/** What was asked of a language model and what it answered: answers of its API, and lines of batches and logs. */
import { msg } from '../../../core/kit/l10n.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../../core/kit/json.ts';
import type { Json } from '../../../core/run/run.ts';
import type { Format } from './format.ts';
import { areMessages, isLooseMessage } from './messageLike.ts';
import { turnsOf } from './plainMessage.ts';
import { memberOf, timeOf, told, wordOf } from '../../values.ts';
import { firstOf, restOf } from './values.ts';
import { factsOf } from './verdicts.ts';

export const exchange: Format = {
  name: msg('requests and answers'),
  claims: (value) =>
    isObject(value) && (answerIn(value) !== undefined || requestIn(value) !== undefined || isFailure(value)),
  idOf: (value) => (isObject(value) ? idIn(value) : undefined),
  talk: (value, exact) => {
    const about: JsonObject = isObject(value) ? value : {};
    const request = requestIn(about);
    const answer = answerIn(about);
    const isWhole = (found: Found | undefined) => found?.path.length === 0;
    const outer = isWhole(request) || isWhole(answer) ? {} : about;
    const time =
      firstOf(answer?.body ?? {}, ['created', 'created_at'], timeOf) ??
      firstOf(about, ['timestamp', 'created_at'], timeOf);
    const id = idIn(about);
    const error = errorIn(about) ?? objectOf(answer?.body['error']);
    return {
      title: textOf(about['custom_id']),
      turns: turnsOf([...(request?.said ?? []), ...(answer?.said ?? [])], exact.within(value)),
      rest: {
        ...restOf(outer, ['id', 'custom_id', ...[request, answer].map((found) => found?.path[0])]),
        ...told({
          ...aside(request, isWhole(request) ? undefined : 'request', undefined),
          ...aside(answer, isWhole(answer) ? undefined : 'response', time?.key),
        }),
      },
      about: {
        facts: factsOf({
          model:
            answer?.body['model'] ?? answer?.body['modelVersion'] ?? request?.body['model'] ?? about['model'],
          tokens:
            memberOf(answer?.body, 'usage', 'total_tokens') ??
            memberOf(answer?.body, 'usageMetadata', 'totalTokenCount'),
        }),
        createdAt: time?.made,
        ids: id === undefined ? [] : [[msg('Conversation'), id]],
        error: error && { message: textOf(error['message']), technicalDetails: error },
      },
    };
  },
};

/** A line of a batch that was not answered. */
function isFailure(value: JsonObject): boolean {
  return textOf(value['custom_id']) !== undefined && errorIn(value) !== undefined;
}

function errorIn(value: JsonObject): JsonObject | undefined {
  const places = [
    ['error'],
    ['response', 'body', 'error'],
    ['result', 'error', 'error'],
    ['result', 'error'],
  ];
  for (const path of places) {
    const found = memberOf(value, ...path);
    if (isObject(found)) return found;
  }
  return undefined;
}

function idIn(value: JsonObject): string | undefined {
  return firstOf(value, ['custom_id', 'id', 'responseId'], wordOf)?.made;
}

interface Found {
  readonly path: readonly string[];
  readonly body: JsonObject;
  readonly said: readonly Json[];
  /** Members of the body that hold what was said. */
  readonly used: readonly string[];
}

const requestPaths = [['request', 'body'], ['request'], ['body'], ['params'], ['kwargs'], ['input']] as const;
const answerPaths = [
  [],
  ['response', 'body'],
  ['response'],
  ['result', 'message'],
  ['result'],
  ['output'],
] as const;

function requestIn(value: JsonObject): Found | undefined {
  for (const path of [...requestPaths, ...(isGemini(value) ? [[]] : [])]) {
    const member = memberOf(value, ...path);
    const body = isObject(member) ? member : undefined;
    const found = body && askedIn(body);
    if (found) return { path, body, ...found };
  }
  return answerIn(value) ? looseRequest(value) : undefined;
}

/** A request of the Responses API may stand beside its answer as a text or a list. */
function looseRequest(value: JsonObject): Pick<Found, 'path' | 'body' | 'said' | 'used'> | undefined {
  for (const key of ['input', 'messages', 'prompt', 'request']) {
    const member = value[key];
    const said = textOf(member) === undefined ? listOf(member) : [{ role: 'user', content: member ?? '' }];
    if (said.length > 0 && areMessages(said)) return { path: [key], body: {}, said, used: [] };
  }
  return undefined;
}

function isGemini(value: JsonObject): boolean {
  return Array.isArray(value['contents']) && areMessages(value['contents'], isLooseOrParts);
}

function isLooseOrParts(value: Json | undefined): boolean {
  return isLooseMessage(value) || (isObject(value) && Array.isArray(value['parts']));
}

function askedIn(body: JsonObject): Pick<Found, 'said' | 'used'> | undefined {
  for (const key of ['messages', 'contents', 'input']) {
    const list = listOf(body[key]);
    if (list.length === 0 || !areMessages(list, isLooseOrParts)) continue;
    const system = ['system', 'systemInstruction', 'system_instruction', 'instructions'].find(
      (name) => body[name] != null,
    );
    const said = system === undefined ? [] : [{ role: 'system', content: partsOf(body[system] ?? '') }];
    return { said: [...said, ...list], used: [key, ...(system === undefined ? [] : [system])] };
  }
  const text = textOf(body['input']);
  return text !== undefined && 'model' in body
    ? { said: [{ role: 'user', content: text }], used: ['input'] }
    : undefined;
}

function partsOf(value: Json): Json {
  return isObject(value) && Array.isArray(value['parts']) ? value['parts'] : value;
}

function answerIn(value: JsonObject): Found | undefined {
  for (const path of answerPaths) {
    const body = path.length === 0 ? value : objectOf(memberOf(value, ...path));
    const found = body && answeredIn(body, path.length === 0);
    if (found) return { path, body, ...found };
  }
  return ollama(value) ?? completionIn(value);
}

function ollama(value: JsonObject): Found | undefined {
  const { message } = value;
  if (!isObject(message) || !('done' in value) || !isLooseMessage(message)) return undefined;
  return { path: [], body: value, said: [message], used: ['message'] };
}

/** Data for fine-tuning: a prompt, and what is to be answered. */
function completionIn(value: JsonObject): Found | undefined {
  const { completion } = value;
  if (!('prompt' in value)) return undefined;
  const text = textOf(completion);
  const said = text === undefined ? listOf(completion) : [{ role: 'assistant', content: text }];
  return said.length > 0 && areMessages(said)
    ? { path: ['completion'], body: {}, said, used: [] }
    : undefined;
}

/** @param bare the body stands by itself, so that it must say what it is */
function answeredIn(body: JsonObject, bare: boolean): Pick<Found, 'said' | 'used'> | undefined {
  const choices = listOf(body['choices']).map((choice) => memberOf(choice, 'message'));
  if (choices.length > 0 && choices.every(isObject)) return { said: choices, used: ['choices'] };
  const texts = listOf(body['choices']).map((choice) => textOf(memberOf(choice, 'text')));
  if (texts.length > 0 && texts.every((text) => text !== undefined))
    return { said: texts.map((content) => ({ role: 'assistant', content })), used: ['choices'] };
  const candidates = listOf(body['candidates']).map((candidate) => memberOf(candidate, 'content'));
  if (candidates.length > 0 && candidates.every(isLooseOrParts))
    return {
      said: candidates.map((each) => (isObject(each) ? { role: 'model', ...each } : (each ?? null))),
      used: ['candidates'],
    };
  const output = listOf(body['output']);
  if (output.length > 0 && areMessages(output) && (body['object'] === 'response' || !bare))
    return { said: output, used: ['output'] };
  if (!bare && isLooseMessage(body)) return { said: [body], used: Object.keys(body) };
  return undefined;
}

function aside(found: Found | undefined, name: string | undefined, time: string | undefined): JsonObject {
  if (!found) return {};
  const rest = restOf(found.body, [...found.used, 'id', 'model', time]);
  return name === undefined ? rest : { [name]: rest };
}
