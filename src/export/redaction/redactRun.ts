/** A run as the exports show it, with some of its words replaced; what it is and how it went stays. */
import { isJson, isObject } from '../../core/kit/json.ts';
import { parseSent } from '../../core/kit/sentJson.ts';
import type { Block } from '../../core/run/blocks.ts';
import type { Fact } from '../../core/run/facts.ts';
import type { Criterion, Json, Run, RunError, RunItem, Turn } from '../../core/run/run.ts';
import { withSentNumbers } from '../../core/run/sentNumbers.ts';
import { placesOfJson } from './jsonPlaces.ts';
import { redactTexts, type BatchRule } from './redact.ts';
import { replaceInJson } from './redactJson.ts';
import { insteadOf, redactedText } from './redactText.ts';

/** The run with everything that the rules find replaced, in its words and in its raw JSON. */
export function redactedRun(item: RunItem, rules: readonly BatchRule[]): RunItem {
  if (rules.length === 0) return item;
  const raw = item.raw();
  const redactedRaw = redactedText(raw, rules);
  const texts = new Set<string>();
  const byName = rules.find((rule) => rule.byName);
  const collect: Words = {
    say: (text) => {
      texts.add(text);
      return text;
    },
    byName,
  };
  const shown = item.kind === 'run' ? withSentNumbers(item) : item;
  withWords(shown, collect);
  const replaced = redactTexts([...texts], rules);
  const clean = withWords(shown, { say: (text) => replaced.get(text) ?? text, byName });
  if (redactedRaw === raw && replaced.size === 0) return item;
  return { ...clean, raw: () => redactedRaw };
}

/** How each text is changed, and the rule that goes by member names. */
interface Words {
  readonly say: Say;
  readonly byName: BatchRule | undefined;
}

type Say = (text: string) => string;

function withWords(item: RunItem, words: Words): RunItem {
  const { say } = words;
  const ref = { ...item.ref, run: say(item.ref.run) };
  if (item.kind === 'broken') return { ...item, ref, title: say(item.title), problem: say(item.problem) };
  const or = (text: string | undefined) => (text === undefined ? undefined : say(text));
  return {
    ...item,
    ref,
    title: say(item.title),
    repeat: item.repeat && { ...item.repeat, case: say(item.repeat.case) },
    rawState: or(item.rawState),
    error: item.error && errorWords(item.error, words),
    reason: or(item.reason),
    turns: item.turns?.map((turn) => turnWords(turn, words)),
    criteria: item.criteria.map((criterion) => criterionWords(criterion, words)),
    summary: or(item.summary),
    facts: item.facts.map((fact) => factWords(fact, say)),
    ids: item.ids.map(([name, value]) => [name, say(value)] as const),
    rest: restWords(item.rest, words),
  };
}

function factWords(fact: Fact, say: Say): Fact {
  const { value, about } = fact;
  return about.redacted && typeof value === 'string' ? { ...fact, value: say(value) } : fact;
}

function errorWords({ message, technicalDetails }: RunError, words: Words): RunError {
  return {
    message: message === undefined ? undefined : words.say(message),
    technicalDetails: jsonWords(technicalDetails, words),
  };
}

function turnWords(turn: Turn, words: Words): Turn {
  return {
    ...turn,
    role: turn.role === undefined ? undefined : words.say(turn.role),
    text: turn.text === undefined ? undefined : words.say(turn.text),
    blocks: turn.blocks.map((block) => blockWords(block, words)),
    data: jsonWords(turn.data, words),
    extra: jsonWords(turn.extra, words),
  };
}

function blockWords(block: Block, words: Words): Block {
  const or = (text: string | undefined) => (text === undefined ? undefined : words.say(text));
  switch (block.kind) {
    case 'text':
      return { ...block, text: words.say(block.text) };
    case 'reasoning':
      return { ...block, text: or(block.text) };
    case 'toolCall':
      return { ...block, name: or(block.name), arguments: jsonTextWords(block.arguments, words) };
    case 'toolResult':
      return { ...block, name: or(block.name), content: jsonTextWords(block.content, words) };
    case 'media':
      return { ...block, altText: or(block.altText), address: or(block.address) };
    case 'data':
      return { ...block, data: jsonWords(block.data, words) ?? null };
  }
}

function criterionWords(criterion: Criterion, words: Words): Criterion {
  const { name, text, reason, raw, result } = criterion;
  const { say } = words;
  return {
    ...criterion,
    name: say(name),
    text: text === undefined ? undefined : say(text),
    reason: reason === undefined ? undefined : say(reason),
    raw: jsonWords(raw, words),
    result: jsonWords(result, words),
  };
}

function restWords(rest: Run['rest'], words: Words): Run['rest'] {
  const clean = jsonWords(rest, words);
  return isObject(clean) ? clean : {};
}

/** By way of its text, since a service may nest deeper than any recursion reaches. */
function jsonWords(value: Json | undefined, words: Words): Json | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return words.say(value);
  if (typeof value !== 'object' && typeof value !== 'number') return value;
  const text = printed(value);
  // Deeper than it can be printed: no export prints it either.
  if (text === undefined) return null;
  const clean = documentWords(text, words);
  return clean === text ? value : parseSent(clean);
}

/** Text that may be JSON, of which names of members say what is secret. */
function jsonTextWords(text: string | undefined, words: Words): string | undefined {
  if (text === undefined) return undefined;
  return /^\s*[[{]/.test(text) && isJson(text) ? documentWords(text, words) : words.say(text);
}

function documentWords(json: string, { say, byName }: Words): string {
  const instead = insteadOf(byName, (word) => {
    const said = say(word);
    return said === word ? undefined : said;
  });
  return replaceInJson(json, placesOfJson(json), instead);
}

function printed(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
