/** A run as the exports show it, with some of its words replaced; what it is and how it went stays. */
import { isJson, parseJsonText } from '../../core/kit/json.ts';
import type { Fact } from '../../core/run/facts.ts';
import type { Criterion, Json, Run, RunError, RunItem, Turn } from '../../core/run/run.ts';
import { redactTexts, type BatchRule } from './redact.ts';
import { replaceInJson, textsOfJson } from './redactJson.ts';

/** The run with everything that the rules find replaced, in its words and in its raw JSON. */
export function redactedRun(item: RunItem, rules: readonly BatchRule[]): RunItem {
  if (rules.length === 0) return item;
  const texts = new Set<string>();
  withWords(item, (text) => {
    texts.add(text);
    return text;
  });
  const raw = item.raw();
  for (const text of textsOfRaw(raw)) texts.add(text);
  const replaced = redactTexts([...texts], rules);
  if (replaced.size === 0) return item;
  const clean = withWords(item, (text) => replaced.get(text) ?? text);
  return { ...clean, raw: () => replaceInRaw(raw, replaced) };
}

/** What is no JSON, as a broken line of a file, is one text: where its strings end is anyone's guess. */
export function textsOfRaw(raw: string): string[] {
  return isJson(raw) ? textsOfJson(raw) : [raw];
}

function replaceInRaw(raw: string, replaced: ReadonlyMap<string, string>): string {
  return isJson(raw) ? replaceInJson(raw, replaced) : (replaced.get(raw) ?? raw);
}

type Say = (text: string) => string;

function withWords(item: RunItem, say: Say): RunItem {
  const ref = { ...item.ref, run: say(item.ref.run) };
  if (item.kind === 'broken') return { ...item, ref, title: say(item.title), problem: say(item.problem) };
  const or = (text: string | undefined) => (text === undefined ? undefined : say(text));
  return {
    ...item,
    ref,
    title: say(item.title),
    repeat: item.repeat && { ...item.repeat, case: say(item.repeat.case) },
    rawState: or(item.rawState),
    error: item.error && errorWords(item.error, say),
    reason: or(item.reason),
    turns: item.turns?.map((turn) => turnWords(turn, say)),
    criteria: item.criteria.map((criterion) => criterionWords(criterion, say)),
    summary: or(item.summary),
    facts: item.facts.map((fact) => factWords(fact, say)),
    ids: item.ids.map(([name, value]) => [name, say(value)] as const),
    rest: restWords(item.rest, say),
  };
}

function factWords(fact: Fact, say: Say): Fact {
  const { value, about } = fact;
  return about.redacted && typeof value === 'string' ? { ...fact, value: say(value) } : fact;
}

function errorWords({ message, technicalDetails }: RunError, say: Say): RunError {
  return {
    message: message === undefined ? undefined : say(message),
    technicalDetails: jsonWords(technicalDetails, say),
  };
}

function turnWords(turn: Turn, say: Say): Turn {
  return {
    ...turn,
    role: turn.role === undefined ? undefined : say(turn.role),
    text: turn.text === undefined ? undefined : say(turn.text),
    data: jsonWords(turn.data, say),
    extra: jsonWords(turn.extra, say),
  };
}

function criterionWords(criterion: Criterion, say: Say): Criterion {
  const { name, text, reason, raw, result } = criterion;
  return {
    ...criterion,
    name: say(name),
    text: text === undefined ? undefined : say(text),
    reason: reason === undefined ? undefined : say(reason),
    raw: jsonWords(raw, say),
    result: jsonWords(result, say),
  };
}

function restWords(rest: Run['rest'], say: Say): Run['rest'] {
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [say(key), jsonWords(value, say) ?? null]),
  );
}

/** By way of its text, since a service may nest deeper than any recursion reaches. */
function jsonWords(value: Json | undefined, say: Say): Json | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return say(value);
  if (typeof value !== 'object' && typeof value !== 'number') return value;
  return jsonWordsOfText(value, say);
}

function jsonWordsOfText(value: Json, say: Say): Json {
  const text = printed(value);
  // Deeper than it can be printed: no export prints it either.
  if (text === undefined) return null;
  const replaced = new Map<string, string>();
  for (const word of textsOfJson(text)) {
    const said = say(word);
    if (said !== word) replaced.set(word, said);
  }
  return replaced.size === 0 ? value : parseJsonText(replaceInJson(text, replaced));
}

function printed(value: Json): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
