/** What was said in a run, from the place that is believed most (docs/contracts.md C6). */
import { ExactJson } from '../../core/kit/exactJson.ts';
import {
  isEmptyJson,
  isObject,
  listOf,
  parseJsonText,
  textOf,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { Json, Turn } from '../../core/run/run.ts';
import { isMessage, turnOfMessage } from '../messages.ts';
import { memberOf } from '../values.ts';

export interface Said {
  readonly turns: readonly Turn[];
  /** Where they are from; what else the result holds is shown beside them. */
  readonly from: 'messages' | 'redteamHistory' | 'prompt';
}

/** @param exact the result's own text */
export function saidIn(result: JsonObject, exact: ExactJson): Said {
  const moved = exact.within(result);
  const held = [
    [memberOf(result, 'metadata'), exact.member('metadata')],
    [memberOf(result, 'response', 'metadata'), exact.member('response').member('metadata')],
  ] as const;
  for (const [metadata, at] of held) {
    const messages = listOf(memberOf(metadata, 'messages'));
    if (messages.some((message) => isMessage(message)))
      return { turns: turnsOf(messages, at.member('messages')), from: 'messages' };
  }
  for (const [metadata] of held) {
    const attempts = listOf(memberOf(metadata, 'redteamHistory'));
    if (attempts.some(isObject))
      return { turns: attempts.flatMap((attempt) => attempted(attempt, moved)), from: 'redteamHistory' };
  }
  const answered = answerOf(outputOf(result)).map((message) => turnOfMessage(message, moved));
  return { turns: [...asked(result, moved), ...answered], from: 'prompt' };
}

function turnsOf(messages: readonly Json[], exact: ExactJson): Turn[] {
  return messages.map((message, index) => turnOfMessage(message, exact.element(index)));
}

/** What an attacker said and what it was answered; how that was judged goes with the answer. */
function attempted(attempt: Json, exact: ExactJson): Turn[] {
  if (!isObject(attempt)) return [];
  const { prompt, output, ...more } = attempt;
  const turns = [
    ...(isEmptyJson(prompt) ? [] : [{ role: 'user', content: prompt ?? null }]),
    ...answerOf(output).map((message, index) =>
      index === 0 && isObject(message) ? { ...more, ...message } : message,
    ),
  ];
  return turns.map((message) => turnOfMessage(message, exact));
}

function asked(result: JsonObject, exact: ExactJson): Turn[] {
  const sent = memberOf(result, 'response', 'prompt');
  const own = memberOf(result, 'prompt', 'raw') ?? result['prompt'];
  for (const prompt of [sent, own]) {
    const messages = messagesIn(prompt, exact);
    if (messages) return turnsOf(messages.list, messages.exact);
  }
  const prompt = isEmptyJson(sent) ? own : sent;
  return isEmptyJson(prompt) || prompt === undefined
    ? []
    : [turnOfMessage({ role: 'user', content: prompt }, exact)];
}

/** A prompt of several messages is a list, or the JSON of one. */
function messagesIn(
  prompt: Json | undefined,
  around: ExactJson,
): { list: readonly Json[]; exact: ExactJson } | undefined {
  const text = textOf(prompt);
  const value = text !== undefined && /^\s*\[/.test(text) ? parsed(text) : prompt;
  const list = listOf(value);
  if (list.length === 0 || !list.every((message) => isMessage(message))) return undefined;
  return { list, exact: typeof prompt === 'string' ? new ExactJson(() => prompt) : around };
}

function parsed(text: string): Json | undefined {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

/** Older providers answer with the bare text. */
export function outputOf(result: JsonObject): Json | undefined {
  const { response } = result;
  return isObject(response) ? response['output'] : response;
}

/** An answer may be a text, messages, calls of tools, parts, or any data. */
function answerOf(output: Json | undefined): Json[] {
  if (isEmptyJson(output) || output === undefined) return [];
  const role = 'assistant';
  if (Array.isArray(output)) {
    const list = listOf(output);
    if (list.every((each) => isMessage(each))) return [...list];
    if (list.every(isCall)) return [{ role, tool_calls: list }];
    return [{ role, content: list }];
  }
  if (!isObject(output)) return [{ role, content: output }];
  const isAnswer = ['content', 'tool_calls', 'toolCalls', 'function_call'].some((key) => key in output);
  return [isAnswer ? { role, ...output } : { role, content: [output] }];
}

/** Of an OpenAI model that was asked for tools. */
function isCall(value: Json): boolean {
  return isObject(value) && isObject(value['function']) && textOf(value['function']['name']) !== undefined;
}
