/** JSON text with some of its words replaced; everything else stays byte for byte as it was. */
import { stringEnd } from '../../core/kit/json.ts';
import type { JsonPlace } from './jsonPlace.ts';

/**
 * A number in which something was replaced becomes a string.
 * @param instead what comes in the place; `undefined` where it stays
 */
export function replaceInJson(
  json: string,
  places: readonly JsonPlace[],
  instead: (place: JsonPlace) => string | undefined,
): string {
  const out: string[] = [];
  let at = 0;
  for (const place of places) {
    const text = instead(place);
    if (text === undefined) continue;
    out.push(json.slice(at, place.start), JSON.stringify(text));
    at = place.end;
  }
  return at === 0 ? json : out.join('') + json.slice(at);
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
