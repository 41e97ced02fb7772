/**
 * Dialogues as their authors write them. A script has one line per turn or instruction:
 *
 *     U: text            the simulated user says
 *     A: text            the agent says
 *     A@label: text      a turn that reasons can cite as `{turn:label}`
 *     | text             one more line of the turn above
 *     D: {...}           structured data of the turn above
 *     T: name {...}      the agent calls a tool with these arguments
 *     R: {...}           what the tool gave back
 *     (0.4  ...  )       lines that occur with this probability
 *
 * In texts, `[[one||two]]` is one of them, and `{slot}` is a value of the case at hand.
 */
import type { Random } from './random.ts';
import type { JsonObject } from './sampleData.ts';
import { isJsonObject } from './sampleData.ts';

export type Slots = Readonly<Record<string, string>>;
export type Speaker = 'user' | 'agent' | 'tool';

export interface PlayedTurn {
  readonly speaker: Speaker;
  readonly text: string;
  readonly data: JsonObject;
}

export interface Played {
  readonly turns: readonly PlayedTurn[];
  /** Label to sequence number, from 1. */
  readonly labels: ReadonlyMap<string, number>;
}

/**
 * One performance of a script.
 * @throws Error when a line makes no sense or a slot is unknown; a defect of the script
 */
export function play(script: string, slots: Slots, random: Random): Played {
  const turns: PlayedTurn[] = [];
  const labels = new Map<string, number>();
  let isSkipping = false;
  let lastCall: JsonObject = {};
  for (const line of script.split('\n').map((text) => text.trim())) {
    if (line === ')') isSkipping = false;
    if (line.startsWith('(')) isSkipping = !random.chance(Number(line.slice(1)));
    if (line === '' || line === ')' || line.startsWith('(') || isSkipping) continue;
    const [, kind = '', label, rest = ''] = /^([UATRD]|\|)(?:@(\w+))?:? ?(.*)$/s.exec(line) ?? [];
    const text = fill(choose(rest, random), slots);
    if (label !== undefined) labels.set(label, turns.length + 1);
    switch (kind) {
      case 'U':
      case 'A':
        turns.push({ speaker: kind === 'U' ? 'user' : 'agent', text, data: {} });
        break;
      case '|':
        amend(turns, (turn) => ({ ...turn, text: `${turn.text}\n${text}` }));
        break;
      case 'D':
        amend(turns, (turn) => ({ ...turn, data: { ...turn.data, ...objectIn(text) } }));
        break;
      case 'T': {
        const [name = '', ...args] = text.split(' ');
        lastCall = { id: `call_${random.integer(0x1000_0000, 0xffff_ffff).toString(36)}`, name };
        turns.push({
          speaker: 'agent',
          text: '',
          data: { toolCall: { ...lastCall, arguments: objectIn(args.join(' ')) } },
        });
        break;
      }
      case 'R': {
        const { id = null, name = null } = lastCall;
        const content = objectIn(text);
        turns.push({
          speaker: 'tool',
          text: JSON.stringify(content),
          data: { toolResult: { toolCallId: id, name, content } },
        });
        break;
      }
      default:
        throw new Error(`Not a line of a script: ${line}`);
    }
  }
  return { turns, labels };
}

/** Puts values in place of `{slot}` and `{turn:label}`. */
export function fill(text: string, slots: Slots, labels?: ReadonlyMap<string, number>): string {
  return text.replace(/\{(turn:)?([a-z]\w*)\}/gi, (_, cites: string | undefined, name: string) => {
    const value = cites === undefined ? slots[name] : labels?.get(name);
    if (value === undefined) throw new Error(`Nothing is known as ${name} in: ${text}`);
    return String(value);
  });
}

/** The labels that a reason cites, in order. */
export function citedLabels(text: string): string[] {
  return [...text.matchAll(/\{turn:(\w+)\}/g)].map(([, label = '']) => label);
}

function choose(text: string, random: Random): string {
  return text.replace(/\[\[(.*?)\]\]/g, (_, choices: string) => random.pick(choices.split('||')));
}

function amend(turns: PlayedTurn[], change: (turn: PlayedTurn) => PlayedTurn): void {
  const last = turns.pop();
  if (!last) throw new Error('A script starts with a turn.');
  turns.push(change(last));
}

function objectIn(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new Error(`Not an object: ${text}`);
}
