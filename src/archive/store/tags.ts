/**
 * Filters as words of the index, so that FTS5 itself finds the few runs that have both a frequent word and a rare
 * property, however many have the word. No typed word can be a tag: tags begin with a private character.
 */
import { createHash } from 'node:crypto';
import type { ArchivedPlace, SearchFilters } from '../archive.ts';
import type { Outcome } from '../../core/run/run.ts';
import { beforeTag } from '../words.ts';
import { placeKey } from './keys.ts';

export interface TaggedRun {
  readonly places: readonly ArchivedPlace[];
  readonly provider: string;
  readonly outcome: Outcome;
  readonly facts: readonly (readonly [key: string, value: string])[];
  readonly unmet: readonly string[];
}

export function tagsOf(run: TaggedRun): string[] {
  return [
    tag('provider', run.provider),
    tag('outcome', run.outcome),
    ...run.facts.map(([key, value]) => tag(key, value)),
    ...run.unmet.map((name) => tag('unmet', name)),
    ...new Set(run.places.flatMap(placesAbove).map(placeTag)),
  ];
}

/** Alternatives, one of each list must be there. */
export function tagsWanted(filters: SearchFilters): string[][] {
  const { providers = [], connection, path = [], outcomes = [], unmet = [], facts = {} } = filters;
  return [
    ...(connection === undefined ? [] : [[placeTag({ connection, path })]]),
    ...tagsOfOne('provider', providers),
    ...tagsOfOne('outcome', outcomes),
    ...Object.entries(facts).flatMap(([key, values]) => tagsOfOne(key, values)),
    ...unmet.flatMap((names) => tagsOfOne('unmet', names)),
  ];
}

function tagsOfOne(kind: string, values: readonly string[]): string[][] {
  return values.length === 0 ? [] : [values.map((value) => tag(kind, value))];
}

/** With the place itself and its connection. */
function placesAbove({ connection, path }: ArchivedPlace): ArchivedPlace[] {
  return [
    ...path.map((_, depth) => ({ connection, path: path.slice(0, depth + 1) })),
    { connection, path: [] },
  ];
}

function placeTag(place: ArchivedPlace): string {
  return tag('place', placeKey(place));
}

/** No fact may have the key of another kind. 80 bits: no two values of an archive will ever share one. */
function tag(kind: string, value: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, value]))
    .digest('hex');
  return `${beforeTag}${hash.slice(0, 20)}`;
}
