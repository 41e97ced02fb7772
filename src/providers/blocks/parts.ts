/** From the parts of a message's content to blocks: what each vendor calls them, and what they are. */
import { type ExactJson } from '../../core/kit/exactJson.ts';
import {
  isEmptyJson,
  isObject,
  listOf,
  objectOf,
  textOf,
  without,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { Block } from '../../core/run/blocks.ts';
import type { Json } from '../../core/run/run.ts';
import { mediaOf, untypedMedia } from './media.ts';
import { callOf, resultOf } from './tools.ts';
import { firstText, plainKind } from './values.ts';

/** @param content a text, a part, or a list of them */
export function blocksOfContent(content: Json | undefined, exact: ExactJson): Block[] {
  if (content === undefined || content === null || content === '') return [];
  if (!Array.isArray(content)) return blocksOfPart(content, exact);
  return listOf(content).flatMap((part, index) => blocksOfPart(part, exact.element(index)));
}

function blocksOfPart(part: Json, exact: ExactJson): Block[] {
  if (typeof part === 'string') return part === '' ? [] : [{ kind: 'text', text: part }];
  if (!isObject(part)) return isEmptyJson(part) ? [] : [{ kind: 'data', data: part }];
  const type = textOf(part['type']);
  if (type === undefined) return untypedPart(part, exact);
  const kind = plainKind(type);
  const reader = readers.get(kind) ?? (isToolPart(part, kind) ? aiSdkTool : undefined);
  return reader?.(part, exact, kind) ?? media(part, kind) ?? otherPart(part);
}

type Reader = (part: JsonObject, exact: ExactJson, kind: string) => Block[] | undefined;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ...named(['text', 'input_text', 'output_text', 'summary_text', 'markdown'], textPart),
  ...named(['refusal'], (part) => textBlock(textOf(part['refusal']))),
  ...named(
    ['thinking', 'reasoning', 'thought', 'redacted_thinking', 'reasoning_text', 'reasoning_content', 'think'],
    (part) => [{ kind: 'reasoning', text: thoughtOf(part) }],
  ),
  ...named(
    [
      ...[
        'tool_use',
        'server_tool_use',
        'mcp_tool_use',
        'tool_call',
        'function_call',
        'function',
        'custom_tool_call',
      ],
      ...['tool_call_request', 'mcp_call'],
    ],
    toolUse,
  ),
  ...named(
    [
      ...['tool_result', 'mcp_tool_result', 'web_search_tool_result', 'web_fetch_tool_result'],
      ...[
        'code_execution_tool_result',
        'bash_code_execution_tool_result',
        'text_editor_code_execution_tool_result',
      ],
      ...['tool_call_response', 'tool_response', 'function_call_output', 'function_response', 'tool_output'],
    ],
    toolAnswer,
  ),
  ...named(['tool_invocation'], (part, exact) => {
    const call = objectOf(part['toolInvocation']);
    return call && callWithResult(call, exact.member('toolInvocation'));
  }),
  ...named(['dynamic_tool'], aiSdkTool),
  // It only separates the parts around it.
  ...named(['step_start', 'step_finish'], () => []),
]);

function named(kinds: readonly string[], reader: Reader): (readonly [string, Reader])[] {
  return kinds.map((kind) => [kind, reader]);
}

function textBlock(text: string | undefined): Block[] | undefined {
  return text === undefined ? undefined : [{ kind: 'text', text }];
}

const partTexts = ['text', 'value', 'content'];
const textAndNothing: ReadonlySet<string> = new Set(['type', ...partTexts, 'id', 'state', 'index']);

/** The text, and what stands beside it that says more: citations, annotations. */
function textPart(part: JsonObject): Block[] | undefined {
  const text = firstText(part, partTexts) ?? textOf(objectOf(part['text'])?.['value']);
  if (text === undefined) return partTexts.some((key) => part[key] === '') ? [] : undefined;
  const isThought = part['thought'] === true;
  return [isThought ? { kind: 'reasoning', text } : { kind: 'text', text }, ...moreOf(part, textAndNothing)];
}

function moreOf(part: JsonObject, known: ReadonlySet<string>): Block[] {
  const more = Object.fromEntries(
    Object.entries(without(part, known)).filter(([key, value]) => !isEmptyJson(value) && key !== 'thought'),
  );
  return isEmptyJson(more) ? [] : [{ kind: 'data', data: more }];
}

const thoughtKeys = ['thinking', 'reasoning', 'text', 'thought', 'content', 'value', 'description'];

/** Of a reasoning part or item; its summary and its content are lists of parts in some services. */
export function thoughtOf(part: JsonObject): string | undefined {
  const texts = [part['content'], part['summary'], part['reasoning'], part['thinking']].map((value) =>
    listOf(value)
      .flatMap((each) => (isObject(each) ? (firstText(each, thoughtKeys) ?? []) : (textOf(each) ?? [])))
      .join('\n\n'),
  );
  return (
    firstText(part, thoughtKeys) ??
    textOf(objectOf(part['reasoningText'])?.['text']) ??
    textOf(part['summary']) ??
    texts.find((text) => text !== '')
  );
}

function toolUse(part: JsonObject, exact: ExactJson): Block[] {
  const call = callOf(part, exact);
  // What a call brought may stand in it, as Inspect and the Responses API have it.
  const answered = ['result', 'output', 'error'].some((key) => !isEmptyJson(part[key]));
  if (!answered) return [call];
  const [result, ...more] = resultOf(part, exact, blocksOfContent, ['output', 'result']);
  return result?.kind === 'toolResult'
    ? [call, { ...result, callId: call.callId, name: call.name }, ...more]
    : [call];
}

function toolAnswer(part: JsonObject, exact: ExactJson): Block[] {
  const [result, ...more] = resultOf(part, exact, blocksOfContent);
  if (result?.kind !== 'toolResult') return more;
  return [{ ...result, callId: result.callId ?? textOf(part['id']) }, ...more];
}

/** Part kinds of the AI SDK are `tool-` and the tool's name. */
function isToolPart(part: JsonObject, kind: string): boolean {
  return kind.startsWith('tool_') && typeof part['toolCallId'] === 'string';
}

function aiSdkTool(part: JsonObject, exact: ExactJson): Block[] {
  const name = textOf(part['toolName']) ?? textOf(part['type'])?.replace(/^tool-/, '');
  return callWithResult(part, exact, name);
}

function callWithResult(part: JsonObject, exact: ExactJson, name?: string): Block[] {
  const call = { ...callOf(part, exact, 'none'), ...(name === undefined ? {} : { name }) };
  const state = textOf(part['state']) ?? '';
  const answered =
    /^(output|result)/.test(state) || 'output' in part || 'result' in part || 'errorText' in part;
  if (!answered) return [call];
  const [result, ...more] = resultOf(part, exact, blocksOfContent, ['output', 'result']);
  return result?.kind === 'toolResult' ? [call, { ...result, name: call.name }, ...more] : [call];
}

function media(part: JsonObject, kind: string): Block[] | undefined {
  const block = mediaOf(part, kind);
  return block && [block];
}

/** Gemini and Bedrock: the member says what the part is. */
function untypedPart(part: JsonObject, exact: ExactJson): Block[] {
  for (const key of ['functionCall', 'function_call', 'toolUse']) {
    const inner = part[key];
    if (isObject(inner)) return [callOf(inner, exact.member(key))];
  }
  for (const key of ['functionResponse', 'function_response', 'toolResult']) {
    const inner = part[key];
    if (isObject(inner)) return toolAnswer(inner, exact.member(key));
  }
  const reasoning = part['reasoningContent'];
  if (isObject(reasoning)) return [{ kind: 'reasoning', text: thoughtOf(reasoning) }];
  const found = untypedMedia(part);
  return found ? [found] : otherPart(part);
}

/** A kind that nobody here knows: its text is shown, and whatever else it holds. */
function otherPart(part: JsonObject): Block[] {
  if (textOf(part['text']) !== undefined) return textPart(part) ?? [];
  const thought = textOf(part['thinking']);
  if (thought !== undefined) return [{ kind: 'reasoning', text: thought }];
  return isEmptyJson(part) ? [] : [{ kind: 'data', data: part }];
}
