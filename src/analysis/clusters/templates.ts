import { inQuotes } from '../../core/kit/punctuation.ts';
import { thresholds } from '../settings.ts';
import type { Work } from '../slices.ts';
import { hashOf } from '../text/hash.ts';
import { wordsOf } from '../text/words.ts';
import { gap, masked } from './mask.ts';

/** So many are read in a few milliseconds, cold too. */
const portion = 32;

/** A group of reasons that say one thing. */
export interface Template {
  readonly id: string;
  /** The reason that began the group, and its words: they never change, so that no other run is ever moved. */
  readonly leader: string;
  readonly leaderTokens: readonly string[];
  /** Places that are the same in all reasons; `undefined` where they differ. */
  tokens: (string | undefined)[];
  /** Of the reasons, in the order in which they came. */
  readonly members: number[];
}

/**
 * Reasons in groups of one template: equal words at equal places (Drain), or nearly the same words at other ones
 * (docs/analysis.md 4.3). One pass in the order of runs: a further run joins a group or begins one, and moves no other.
 * @param reasons with what is {@link masked} of them
 * @param known groups of an earlier batch: who fits them keeps their ids
 */
export function* templatesIn(
  reasons: readonly { readonly text: string; readonly masked: string }[],
  scope: string,
  known: readonly Template[] = [],
): Work<Template[]> {
  const finder = new Finder();
  for (const { id, leader } of known) finder.begin(id, leader, splitTokens(masked(leader)));
  const byMessage = new Map<string, Template>();
  for (const [index, { text, masked: message }] of reasons.entries()) {
    if (index % portion === portion - 1) yield;
    const same = byMessage.get(message);
    if (same) {
      same.members.push(index);
      continue;
    }
    const tokens = splitTokens(message);
    const found = finder.find(tokens) ?? finder.begin(hashOf(JSON.stringify([scope, message])), text, tokens);
    widen(found, tokens);
    found.members.push(index);
    byMessage.set(message, found);
  }
  return finder.templates.filter(({ members }) => members.length > 0);
}

/** The words that all have, gaps for the rest; where few are left, the reason that began the group. */
export function templateTitle({ tokens, leader }: Pick<Template, 'tokens' | 'leader'>): string {
  const words = tokens.map((token) => (token === undefined || /^\p{P}*$/u.test(token) ? gap : token));
  const kept = words.filter((word) => word !== gap);
  if (kept.length * 2 < tokens.length || kept.length === 0)
    return inQuotes(cut(leader.replace(/\s+/gu, ' ').trim()));
  return cut(words.filter((word, at) => word !== gap || words[at - 1] !== gap).join(' '));
}

const longestTitle = 80;

export function cut(text: string): string {
  if (text.length <= longestTitle) return text;
  const head = text.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${head.trimEnd()}…`;
}

function splitTokens(message: string): string[] {
  return message === '' ? [] : message.split(' ');
}

function widen(template: Template, tokens: readonly string[]): void {
  if (tokens.length !== template.tokens.length) return;
  tokens.forEach((token, at) => {
    if (template.tokens[at] !== token) template.tokens[at] = undefined;
  });
}

class Finder {
  readonly templates: Template[] = [];
  readonly #sizes: number[] = [];
  readonly #byLength = new Map<number, Template[]>();
  readonly #withWord = new Map<string, number[]>();

  begin(id: string, leader: string, tokens: readonly string[]): Template {
    const template: Template = { id, leader, leaderTokens: tokens, tokens: [...tokens], members: [] };
    const own = this.#byLength.get(tokens.length) ?? [];
    this.#byLength.set(tokens.length, own);
    own.push(template);
    const words = new Set(wordsOf(tokens.join(' ')));
    for (const word of words) {
      const list = this.#withWord.get(word) ?? [];
      this.#withWord.set(word, list);
      list.push(this.templates.length);
    }
    this.#sizes.push(words.size);
    this.templates.push(template);
    return template;
  }

  find(tokens: readonly string[]): Template | undefined {
    return this.#atEqualPlaces(tokens) ?? this.#withEqualWords(tokens);
  }

  #atEqualPlaces(tokens: readonly string[]): Template | undefined {
    let best: Template | undefined;
    let most = Math.ceil(tokens.length * thresholds.template - 1e-9);
    for (const template of this.#byLength.get(tokens.length) ?? []) {
      let equal = 0;
      tokens.forEach((token, at) => (equal += template.leaderTokens[at] === token ? 1 : 0));
      if (equal > most || (equal === most && !best)) {
        best = template;
        most = equal;
      }
    }
    return best;
  }

  #withEqualWords(tokens: readonly string[]): Template | undefined {
    const words = new Set(wordsOf(tokens.join(' ')));
    const common = new Uint16Array(this.templates.length);
    for (const word of words)
      for (const index of this.#withWord.get(word) ?? []) common[index] = (common[index] ?? 0) + 1;
    let best = -1;
    let most: number = thresholds.reasons;
    common.forEach((count, index) => {
      if (count === 0) return;
      const alike = (2 * count) / (words.size + (this.#sizes[index] ?? 0));
      if (alike > most || (alike === most && best < 0)) [best, most] = [index, alike];
    });
    return this.templates[best];
  }
}
