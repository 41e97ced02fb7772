/** From the turns of an answer to turns of a run (docs/contracts.md A6). */
import type { ExactJson } from '../../core/kit/exactJson.ts';
import {
  isEmptyJson,
  isObject,
  isJson,
  objectOf,
  parseJsonText,
  sameData,
  without,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { Block, ToolResultBlock } from '../../core/run/blocks.ts';
import { momentOf } from '../../core/run/moment.ts';
import type { Json, Moment, Turn } from '../../core/run/run.ts';
import { blocksOfContent } from '../blocks/parts.ts';
import { callOf, resultOf } from '../blocks/tools.ts';

const knownInTurn = new Set(['id', 'sequence', 'text', 'data', 'createdAt']);
const speakers = ['role', 'speaker', 'sender', 'source'] as const;

/** @param exact the text of all turns; hardly a turn needs its own of it, and there can be a great many turns */
export function turnsOf(turns: readonly JsonObject[], exact: ExactJson): Turn[] {
  return turns.map((turn, index) => turnOf(turn, exact, index));
}

export function timeOfTurn(turn: JsonObject | undefined): Moment | undefined {
  const createdAt = turn?.['createdAt'];
  return typeof createdAt === 'number' || typeof createdAt === 'string' ? momentOf(createdAt) : undefined;
}

function turnOf(turn: JsonObject, turns: ExactJson, index: number): Turn {
  const { id, sequence, data } = turn;
  const text = typeof turn['text'] === 'string' ? turn['text'] : undefined;
  return {
    id: typeof id === 'string' ? id : undefined,
    sequence: typeof sequence === 'number' ? sequence : undefined,
    role: roleOf(turn, data),
    text,
    blocks: blocksOf(text, data, turns, index),
    data: isEmptyJson(data) ? undefined : data,
    createdAt: timeOfTurn(turn),
    extra: extraOf(turn),
  };
}

function blocksOf(
  text: string | undefined,
  data: Json | undefined,
  turns: ExactJson,
  index: number,
): Block[] {
  const said: Block[] = text === undefined || text === '' ? [] : [{ kind: 'text', text }];
  if (data === undefined || isEmptyJson(data)) return said;
  const body = objectOf(data);
  if (!body) return [...said, { kind: 'data', data }];
  const exact = turns.element(index).member('data');
  const call = objectOf(body['toolCall']);
  const result = objectOf(body['toolResult']);
  const told = new Set<string>(speakers);
  const tools: Block[] = [];
  if (call) {
    told.add('toolCall');
    tools.push(callOf(call, exact.member('toolCall')));
  }
  if (result) {
    told.add('toolResult');
    tools.push(...resultOf(result, exact.member('toolResult'), blocksOfContent));
  }
  const rest = without(body, told);
  const more: Block[] = isEmptyJson(rest) ? [] : [{ kind: 'data', data: rest }];
  const [first, ...others] = result ? tools.filter(({ kind }) => kind === 'toolResult') : [];
  if (first?.kind !== 'toolResult' || others.length > 0 || !repeats(text, first))
    return [...said, ...tools, ...more];
  return [...tools.map((block) => (block === first ? { ...first, content: text } : block)), ...more];
}

/** Whether the text is what the tool answered, once more. */
function repeats(text: string | undefined, { content, isJson: isData }: ToolResultBlock): boolean {
  if (text === undefined || content === undefined || text === content) return text === content;
  return isData && isJson(text) && sameData(parseJsonText(text), parseJsonText(content));
}

/** Most turns have none, and there can be a great many turns. */
function extraOf(turn: JsonObject): JsonObject | undefined {
  for (const key in turn) if (!knownInTurn.has(key)) return without(turn, knownInTurn);
  return undefined;
}

/** Turns have no speaker in the contract; only a key that plainly names one is believed. */
function roleOf(turn: JsonObject, data: Json | undefined): string | undefined {
  const inData = isObject(data) ? data : undefined;
  for (const source of [turn, inData])
    for (const key of speakers) {
      const value = source?.[key];
      if (typeof value === 'string' && value !== '' && value.length <= 40) return value;
    }
  return undefined;
}
