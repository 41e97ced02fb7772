/** What was typed into the search, taken apart: words for the archive, and filters such as `outcome:failed`. */
import { outcomes } from '../../core/run/outcome.ts';
import type { Outcome } from '../../core/run/run.ts';

/** What every run can be filtered by; facts bring words of their own. */
export const ownFilterWords: readonly string[] = [
  'outcome',
  'in',
  'provider',
  'criterion',
  'error',
  'after',
  'before',
];

/** A filter as it was typed, and where. */
export interface FilterToken {
  /** One of the words that were known, in lower case. */
  readonly key: string;
  /** Without quotes. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface TypedQuery {
  /** For the archive, which takes any text. */
  readonly text: string;
  readonly filters: readonly FilterToken[];
}

/** `key:value`, `key:"a value"` (the last quote may be missing), a phrase, or a word. */
const part = /([a-z]+):("[^"]*"?|[^\s"]\S*)?|"[^"]*"?|\S+?(?=[\s"]|$)/giy;

/**
 * Any text is a query. What is no filter (an unknown key, a value that makes no sense for its key) is searched for
 * as it stands; a key whose value is still to be typed is neither.
 *
 * @param words that may stand before a colon
 */
export function parseQuery(typed: string, words: readonly string[], now: number): TypedQuery {
  const filters: FilterToken[] = [];
  const texts: string[] = [];
  for (let at = 0; at < typed.length;) {
    part.lastIndex = at;
    const match = part.exec(typed);
    if (!match) {
      at++;
      continue;
    }
    const [whole, name, quoted] = match;
    at = part.lastIndex;
    const key = words.find((word) => word === name?.toLowerCase());
    const value = quoted?.replace(/^"|"$/g, '').trim() ?? '';
    if (key === undefined) texts.push(whole);
    else if (value === '') continue;
    else if (makesSense(key, value, now)) filters.push({ key, value, start: at - whole.length, end: at });
    else texts.push(whole);
  }
  return { text: texts.join(' '), filters };
}

/** The typed text without this filter. */
export function withoutFilter(typed: string, { start, end }: FilterToken): string {
  return [typed.slice(0, start).trimEnd(), typed.slice(end).trimStart()].filter(Boolean).join(' ');
}

/** The typed text with this filter; it takes the place of others with its key. */
export function withFilter(typed: string, key: string, value: string, now: number): string {
  const others = parseQuery(typed, [key], now).filters.filter((filter) => filter.key === key);
  const rest = others.reduceRight(withoutFilter, typed).trim();
  return `${[rest, filterText(key, value)].filter(Boolean).join(' ')} `;
}

export function filterText(key: string, value: string): string {
  const plain = value.replaceAll('"', ' ').replace(/\s+/g, ' ').trim();
  return `${key}:${/\s/.test(plain) ? `"${plain}"` : plain}`;
}

/** Outcomes from `failed` or `failed,errored`; `undefined` when one of them is none. */
export function outcomesOf(value: string): readonly Outcome[] | undefined {
  const named = value
    .toLowerCase()
    .split(',')
    .filter(Boolean)
    .map((word) => outcomes.find((outcome) => outcome === (word === 'error' ? 'errored' : word)));
  return named.length > 0 && named.every((outcome) => outcome !== undefined) ? named : undefined;
}

/**
 * The beginning of the day, month or year that is meant: `2026-11-01`, `2026-11`, `2026`, `today`, `yesterday`; or
 * so long ago: `90min`, `12h`, `7d`, `2w`. Local time.
 * @returns ms since the epoch
 */
export function momentOfWords(words: string, now: number): number | undefined {
  const text = words.toLowerCase();
  const today = new Date(now);
  if (text === 'today' || text === 'yesterday')
    return new Date(
      today.getFullYear(),
      today.getMonth(),
      today.getDate() - (text === 'today' ? 0 : 1),
    ).getTime();
  const [, count, unit] = /^(\d{1,4})(min|h|d|w)$/.exec(text) ?? [];
  if (count && unit) return now - Number(count) * (units[unit] ?? 0);
  const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  // 2026-02-31 is no day.
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date.getTime() : undefined;
}

const units: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

function makesSense(key: string, value: string, now: number): boolean {
  if (key === 'outcome') return outcomesOf(value) !== undefined;
  if (key === 'after' || key === 'before') return momentOfWords(value, now) !== undefined;
  return true;
}
