/** Arguments of calls, made alike where they mean the same. */
import { isObject, listOf } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';

/** The same text for the same arguments in any order; ids and times of day that are new with each run do not count. */
export function canonicalArguments(sent: string): string {
  try {
    return masked(JSON.stringify(sorted(JSON.parse(sent) as Json)));
  } catch {
    // No JSON, or nested deeper than can be walked.
    return masked(sent);
  }
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return listOf(value).map(sorted);
  if (!isObject(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]));
}

function masked(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, '<uuid>')
    .replace(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?/g, '<time>');
}
