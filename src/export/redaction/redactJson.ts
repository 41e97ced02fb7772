/** JSON text with some of its words replaced; everything else stays byte for byte as it was. */
import { stringEnd } from '../../core/kit/json.ts';

/** Texts of a JSON document that a rule may look at: strings, names of members, and numbers of many digits. */
export function textsOfJson(json: string): string[] {
  const texts: string[] = [];
  eachText(json, (_, __, text) => texts.push(text));
  return texts;
}

/** A number in which something was replaced becomes a string. */
export function replaceInJson(json: string, replaced: ReadonlyMap<string, string>): string {
  if (replaced.size === 0) return json;
  const out: string[] = [];
  let at = 0;
  eachText(json, (start, end, text) => {
    const instead = replaced.get(text);
    if (instead === undefined) return;
    out.push(json.slice(at, start), JSON.stringify(instead));
    at = end;
  });
  out.push(json.slice(at));
  return out.join('');
}

/** On one line: without the white space between tokens. */
export function compactJson(json: string): string {
  const out: string[] = [];
  for (let at = 0; at < json.length;) {
    const quote = json.indexOf('"', at);
    const end = quote < 0 ? json.length : quote;
    out.push(json.slice(at, end).replace(/\s+/g, ''));
    at = quote < 0 ? json.length : stringEnd(json, quote);
    if (quote >= 0) out.push(json.slice(quote, at));
  }
  return out.join('');
}

const longNumber = /-?\d{8,}/y;

function eachText(json: string, visit: (start: number, end: number, text: string) => void): void {
  for (let at = 0; at < json.length;) {
    const first = json.charCodeAt(at);
    if (first === 0x22) {
      const end = stringEnd(json, at);
      visit(at, end, decoded(json.slice(at, end)));
      at = end;
    } else if (first >= 0x30 && first <= 0x39) {
      longNumber.lastIndex = at;
      const end = longNumber.test(json) ? longNumber.lastIndex : at;
      // Part of 1e400 or 12345678.9 is no number of its own.
      if (end > at && !/[.eE\d]/.test(json.charAt(end)) && !/[-+.eE]/.test(json.charAt(at - 1)))
        visit(at, end, json.slice(at, end));
      at = end > at ? end : skipNumber(json, at);
    } else at++;
  }
}

function skipNumber(json: string, at: number): number {
  let i = at;
  while (i < json.length && /[\d.eE+-]/.test(json.charAt(i))) i++;
  return i;
}

/** A string that is not valid JSON stays as it is. */
function decoded(literal: string): string {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : literal;
  } catch {
    return literal;
  }
}
