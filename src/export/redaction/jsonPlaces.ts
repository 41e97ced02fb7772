/** The places of a JSON document that may have to be replaced. Without recursion: a service may nest 100,000 levels. */
import { stringEnd } from '../../core/kit/json.ts';
import type { JsonPlace } from './jsonPlace.ts';
import { SecretMembers } from './secretMembers.ts';

/** Strings and names, numbers of eight digits and more, and numbers that are secrets, in order. */
export function placesOfJson(json: string): JsonPlace[] {
  const places: JsonPlace[] = [];
  const members = new SecretMembers();
  for (let at = 0; at < json.length;) {
    const first = json.charAt(at);
    if (first === '"') {
      const end = stringEnd(json, at);
      const place = { start: at, end, text: decoded(json.slice(at, end)), secret: false };
      places.push(place);
      members.string(place);
      at = end;
    } else if (/[\d-]/.test(first)) {
      const end = numberEnd(json, at);
      const place = { start: at, end, text: json.slice(at, end), secret: false };
      members.number(place);
      if (place.secret || /^\d{8,}$/.test(place.text)) places.push(place);
      at = end;
    } else {
      if ('{}[],'.includes(first)) members.sign(first);
      at++;
    }
  }
  return places;
}

const number = /[-+\d.eE]+/y;

function numberEnd(json: string, at: number): number {
  number.lastIndex = at;
  return number.test(json) ? number.lastIndex : at + 1;
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
