/** Messages that are a call, a result or a thought as a whole, as their role or type says: items of the Responses API, lines of agents. */
import { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, parseJsonText, textOf, type JsonObject } from '../../core/kit/json.ts';
import type { Block } from '../../core/run/blocks.ts';
import type { Json } from '../../core/run/run.ts';
import { blocksOfContent, thoughtOf } from './parts.ts';
import { answerKeys, argumentKeys, callIdKeys, callOf, nameKeys, resultOf } from './tools.ts';

export interface ItemBlocks {
  readonly blocks: readonly Block[];
  /** Members that are told by the blocks. */
  readonly used: readonly string[];
}

/** @param kind role or type in one spelling */
export function blocksOfItem(message: JsonObject, exact: ExactJson, kind: string): ItemBlocks | undefined {
  if (calls.has(kind) || kind.endsWith('_call')) return callItem(message, exact, kind);
  if (results.has(kind) || kind.endsWith('_call_output')) return resultItem(message, exact, kind);
  if (thoughts.has(kind))
    return { blocks: [{ kind: 'reasoning', text: thoughtOf(message) }], used: thoughtMembers };
  return undefined;
}

export function isThought(kind: string): boolean {
  return thoughts.has(kind);
}

const calls: ReadonlySet<string> = new Set([
  'tool_call',
  'tool_use',
  'function_call',
  'server_tool_use',
  'mcp_tool_use',
]);
const results: ReadonlySet<string> = new Set([
  ...['tool', 'function', 'tool_result', 'tool_response', 'tool_output', 'function_response', 'tool_return'],
  ...['mcp_tool_result', 'observation', 'toolresult'],
]);
const thoughts: ReadonlySet<string> = new Set([
  ...['thinking', 'reasoning', 'thought', 'redacted_thinking', 'agent_reasoning'],
]);
const thoughtMembers = ['thinking', 'reasoning', 'text', 'thought', 'content', 'summary', 'value', 'message'];

function callItem(message: JsonObject, exact: ExactJson, kind: string): ItemBlocks | undefined {
  const written = writtenCall(message);
  const call = written
    ? callOf(written.value, new ExactJson(() => written.text))
    : callOf(message, exact, 'call_id' in message ? 'none' : 'own');
  // A role may be named so, and the message be an ordinary one.
  if (call.name === undefined && call.arguments === undefined && call.callId === undefined) return undefined;
  const name = call.name ?? kind.replace(/_(call|use)$/, '');
  const used = [
    ...nameKeys,
    ...argumentKeys,
    ...callIdKeys,
    ...(written ? ['value', 'content'] : []),
    'function',
  ];
  const answered = !written && ['output', 'result', 'error'].some((key) => message[key] != null);
  if (!answered) return { blocks: [{ ...call, name }], used };
  const [result, ...more] = resultOf(message, exact, blocksOfContent, ['output', 'result']);
  if (result?.kind !== 'toolResult') return { blocks: [{ ...call, name }], used };
  return {
    blocks: [{ ...call, name }, { ...result, callId: call.callId, name }, ...more],
    used: [...used, 'output', 'result', 'error'],
  };
}

/** In data for fine-tuning, a call is JSON in the message's text. */
function writtenCall(message: JsonObject): { readonly value: JsonObject; readonly text: string } | undefined {
  const text = textOf(message['value']) ?? textOf(message['content']);
  if (text === undefined || !text.trimStart().startsWith('{')) return undefined;
  try {
    const value = parseJsonText(text);
    return isObject(value) && textOf(value['name']) !== undefined ? { value, text } : undefined;
  } catch {
    return undefined;
  }
}

function resultItem(message: JsonObject, exact: ExactJson, kind: string): ItemBlocks {
  const inside = contentWithResults(message, exact);
  if (inside) return { blocks: inside, used: ['content', 'parts'] };
  const [result, ...more] = resultOf(message, exact, blocksOfContent);
  const used = [
    ...nameKeys,
    ...callIdKeys,
    ...answerKeys,
    'function',
    'is_error',
    'isError',
    'error',
    'status',
  ];
  if (result?.kind !== 'toolResult') return { blocks: more, used };
  // tau2 gives the call's id to the message that answers it.
  const callId = result.callId ?? ('requestor' in message ? textOf(message['id']) : undefined);
  return { blocks: [{ ...result, callId, name: nameFor(result.name, kind) }, ...more], used };
}

function nameFor(name: string | undefined, kind: string): string | undefined {
  return (
    name ??
    (/^(function|custom_tool)?_?call_output$/.test(kind) ? undefined : /^(\w+)_call_output$/.exec(kind)?.[1])
  );
}

/** Of the AI SDK and Gemini: the message's parts say themselves that they are results. */
function contentWithResults(message: JsonObject, exact: ExactJson): Block[] | undefined {
  for (const key of ['content', 'parts']) {
    const content: Json | undefined = message[key];
    if (!Array.isArray(content)) continue;
    const blocks = blocksOfContent(content, exact.member(key));
    if (blocks.some((block) => block.kind === 'toolResult')) return blocks;
  }
  return undefined;
}
