/** All blocks of a message: its thoughts, its content, the calls and results beside it, and what has no other kind. */
import type { ExactJson } from '../../core/kit/exactJson.ts';
import { isEmptyJson, isObject, listOf, objectOf, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Block } from '../../core/run/blocks.ts';
import type { Json } from '../../core/run/run.ts';
import { blocksOfItem, type ItemBlocks } from './items.ts';
import { blocksOfContent, thoughtOf } from './parts.ts';
import { callOf, resultOf } from './tools.ts';
import { plainKind } from './values.ts';

/** Members that may hold what is said; the first one with something in it does. */
const bodyKeys = ['content', 'text', 'parts', 'message', 'value', 'body'] as const;
const callLists = ['tool_calls', 'toolCalls', 'toolInvocations', 'tool_use'];
const resultLists = ['tool_results', 'toolResults'];
/** Members that say something where no {@link bodyKeys} do. */
const lastWords = ['refusal', 'result', 'response'];
const thoughtKeys = [
  ...['reasoning_content', 'reasoning', 'reasoning_text', 'thoughts', 'thought'],
  ...['thinking', 'thinking_blocks', 'reasoning_details'],
];

export function bodyKeyOf(message: JsonObject): string | undefined {
  return (
    bodyKeys.find((key) => saysSomething(message[key])) ?? bodyKeys.find((key) => !isEmptyJson(message[key]))
  );
}

/** A body beside one with something in it. */
export function isEmptyBody(key: string, value: Json): boolean {
  return !saysSomething(value) && bodyKeys.some((each) => each === key);
}

/** Parts without a word in them say as little as an empty text. */
function saysSomething(body: Json | undefined): boolean {
  return Array.isArray(body) ? listOf(body).some(isMoreThanEmpty) : isMoreThanEmpty(body);
}

function isMoreThanEmpty(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (!isObject(value)) return !isEmptyJson(value);
  return Object.entries(value).some(([key, member]) => key !== 'type' && !isEmptyJson(member));
}

/** @param role as the message names it, or its type */
export function blocksOfMessage(message: JsonObject, exact: ExactJson, role: string | undefined): ItemBlocks {
  const kinds = [role, textOf(message['type'])].flatMap((kind) =>
    kind === undefined ? [] : plainKind(kind),
  );
  for (const kind of kinds) {
    const item = blocksOfItem(message, exact, kind);
    if (item) return { ...item, blocks: [...item.blocks, ...callsOf(message, exact)] };
  }
  const bodyKey = bodyKeyOf(message);
  const spoken = bodyKey === undefined ? [] : spokenIn(message[bodyKey], exact.member(bodyKey));
  const asides = bodyKey === undefined ? unsaid(message) : [];
  const blocks = [
    ...thoughtsOf(message, spoken),
    ...spoken,
    ...asides,
    ...callsOf(message, exact),
    ...resultsOf(message, exact),
  ];
  const used = [...callLists, ...resultLists, ...thoughtKeys, 'function_call', 'observation'];
  return {
    blocks,
    used: [...used, ...(bodyKey === undefined ? [...lastWords, ...bodyKeys] : [bodyKey])],
  };
}

/** Gemini and ChatGPT put the parts of a message into an object of their own. */
function spokenIn(body: Json | undefined, exact: ExactJson): Block[] {
  const parts = objectOf(body)?.['parts'];
  return Array.isArray(parts) ? blocksOfContent(parts, exact.member('parts')) : blocksOfContent(body, exact);
}

/** What a message says that has no content: that it refuses, or what came of it all. */
function unsaid(message: JsonObject): Block[] {
  const key = lastWords.find((each) => !isEmptyJson(message[each]));
  const text = key === undefined ? undefined : textOf(message[key]);
  return text === undefined ? [] : [{ kind: 'text', text }];
}

function thoughtsOf(message: JsonObject, spoken: readonly Block[]): Block[] {
  // The same thought stands in the content, too, where a service keeps both forms.
  if (spoken.some(({ kind }) => kind === 'reasoning')) return [];
  for (const key of thoughtKeys) {
    const text = thoughtText(message[key]);
    if (text === undefined) continue;
    return isSaid(text, spoken) ? [] : [{ kind: 'reasoning', text }];
  }
  return [];
}

/** Some write what was said a second time, as the thought that it began with. */
function isSaid(thought: string, spoken: readonly Block[]): boolean {
  const beginning = thought.trim();
  return spoken.some((block) => block.kind === 'text' && block.text.trim().startsWith(beginning));
}

function thoughtText(value: Json | undefined): string | undefined {
  if (isObject(value)) return thoughtOf(value);
  if (!Array.isArray(value)) return textOf(value);
  const texts = listOf(value).flatMap((each) => {
    if (!isObject(each)) return textOf(each) ?? [];
    const subject = textOf(each['subject']);
    return [subject, thoughtOf(each)].filter((text) => text !== undefined).join(': ');
  });
  return textOf(texts.join('\n\n'));
}

function callsOf(message: JsonObject, exact: ExactJson): Block[] {
  const blocks: Block[] = [];
  const more = objectOf(message['additional_kwargs']);
  const lists: readonly (readonly [JsonObject | undefined, ExactJson])[] = [
    [message, exact],
    // LangChain keeps the provider's own form beside its own.
    [more, exact.member('additional_kwargs')],
  ];
  for (const [holder, at] of lists) {
    if (!holder || blocks.length > 0) continue;
    for (const key of callLists)
      listOf(holder[key]).forEach((call, index) => {
        blocks.push(...callBlocks(call, at.member(key).element(index)));
      });
    const single = holder['function_call'];
    if (isObject(single)) blocks.push(callOf(single, at.member('function_call')));
  }
  return blocks;
}

function callBlocks(call: Json, exact: ExactJson): Block[] {
  if (!isObject(call)) return isEmptyJson(call) ? [] : [{ kind: 'data', data: call }];
  const block = callOf(call, exact);
  const answered = ['result', 'output'].some((key) => !isEmptyJson(call[key]));
  if (!answered) return [block];
  const [result, ...more] = resultOf(call, exact, blocksOfContent, ['result', 'output']);
  return result?.kind === 'toolResult'
    ? [block, { ...result, callId: block.callId, name: block.name }, ...more]
    : [block];
}

function resultsOf(message: JsonObject, exact: ExactJson): Block[] {
  const lists: readonly (readonly [Json | undefined, ExactJson])[] = [
    ...resultLists.map((key) => [message[key], exact.member(key)] as const),
    [objectOf(message['observation'])?.['results'], exact.member('observation').member('results')],
  ];
  return lists.flatMap(([list, at]) =>
    listOf(list).flatMap((result, index) =>
      isObject(result) ? resultOf(result, at.element(index), blocksOfContent) : [],
    ),
  );
}
