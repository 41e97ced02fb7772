/** Turns typed filters into those of the archive: names become ids that the archive knows. */
import type { ArchivedPlace, Facets, SearchFilters } from '../../archive/archive.ts';
import { typedLetters } from '../../core/kit/letters.ts';
import { t } from '../../core/kit/l10n.ts';
import type { FactRegistry } from '../../core/run/facts.ts';
import { momentOfWords, outcomesOf, ownFilterWords, type FilterToken } from './query.ts';

export interface NamedProvider {
  readonly id: string;
  readonly label: string;
  readonly facts: FactRegistry;
}

/** A fact that can be searched by. */
export interface FactFilter {
  /** What is typed before the colon. */
  readonly word: string;
  readonly key: string;
  readonly label: string;
}

/** Those of all providers, each word once. */
export function factFilters(providers: readonly NamedProvider[]): FactFilter[] {
  const filters = new Map<string, FactFilter>();
  for (const { facts } of providers)
    for (const [key, { filter: word, label }] of Object.entries(facts))
      if (word !== undefined && !filters.has(word)) filters.set(word, { word, key, label });
  return [...filters.values()];
}

/** All words that are filters when a colon follows. */
export function filterWords(providers: readonly NamedProvider[]): string[] {
  return [...ownFilterWords, ...factFilters(providers).map(({ word }) => word)];
}

/** One search for each place that a name may mean; a sentence instead when a name means nothing. */
export interface ResolvedFilters {
  readonly searches: readonly SearchFilters[];
  readonly problem: string | undefined;
  /** Places that the name may mean, where those are more than are searched. */
  readonly places: number | undefined;
}

/** A name may mean several places (a task and an environment, two connections), but not any number. */
const mostPlaces = 8;

export function resolveFilters(
  tokens: readonly FilterToken[],
  facets: Facets,
  providers: readonly NamedProvider[],
  now: number,
): ResolvedFilters {
  let filters: SearchFilters = {};
  let places: readonly ArchivedPlace[] | undefined;
  const nothing = (problem: string): ResolvedFilters => ({
    searches: [],
    problem,
    places: undefined,
  });
  const byWord = new Map(factFilters(providers).map((each) => [each.word, each]));
  for (const { key, value } of tokens)
    switch (key) {
      case 'outcome':
        filters = { ...filters, outcomes: [...(filters.outcomes ?? []), ...(outcomesOf(value) ?? [])] };
        break;
      case 'after':
        filters = { ...filters, from: momentOfWords(value, now) };
        break;
      case 'before': {
        const end = momentOfWords(value, now);
        filters = { ...filters, to: end === undefined ? undefined : end - 1 };
        break;
      }
      case 'error':
        filters = { ...filters, error: [filters.error, value].filter(Boolean).join(' ') };
        break;
      case 'criterion':
        filters = { ...filters, unmet: [...(filters.unmet ?? []), meant(facets.unmet, value)] };
        break;
      case 'provider': {
        const names = fitting(
          providers.flatMap(({ id, label }) => [id, label]),
          value,
        );
        const fit = providers.filter(({ id, label }) => names.includes(id) || names.includes(label));
        if (fit.length === 0) return nothing(t('No provider "{0}" is archived.', value));
        filters = { ...filters, providers: fit.map(({ id }) => id) };
        break;
      }
      case 'in':
        places = placesNamed(facets, value);
        if (places.length === 0) return nothing(t('No connection or collection "{0}" is archived.', value));
        break;
      default: {
        const fact = byWord.get(key);
        if (!fact) break;
        const others = filters.facts?.[fact.key] ?? [];
        const values = [...others, ...meant(facets.facts[fact.key] ?? [], value)];
        filters = { ...filters, facts: { ...filters.facts, [fact.key]: values } };
      }
    }
  const searches = places?.slice(0, mostPlaces).map(({ connection, path }) => ({
    ...filters,
    connection,
    ...(path.length > 0 ? { path } : {}),
  }));
  return {
    searches: searches ?? [filters],
    problem: undefined,
    places: places && places.length > mostPlaces ? places.length : undefined,
  };
}

/** Connections and collections of this name, whole names before parts of names. */
export function placesNamed({ connections, collections }: Facets, name: string): readonly ArchivedPlace[] {
  const known = new Map<string, ArchivedPlace & { readonly title: string }>();
  for (const { connection, label } of connections) {
    const place = { connection, path: [], title: label };
    known.set(JSON.stringify([connection]), place);
  }
  for (const { place, trail } of collections)
    for (let depth = 1; depth <= place.path.length; depth++) {
      const title = trail[depth];
      const path = place.path.slice(0, depth);
      if (title !== undefined)
        known.set(JSON.stringify([place.connection, ...path]), { connection: place.connection, path, title });
    }
  const all = [...known.values()];
  const titles = fitting(
    all.map(({ title }) => title),
    name,
  );
  return all
    .filter(({ title }) => titles.includes(title))
    .map(({ connection, path }) => ({ connection, path }));
}

/** All names that are meant; what nobody is called is searched for as it stands. */
function meant(names: readonly string[], wanted: string): readonly string[] {
  const fit = fitting(names, wanted);
  return fit.length > 0 ? fit : [wanted];
}

/** The names that are the same but for case and accents, else all that hold what was typed. */
function fitting(names: readonly string[], wanted: string): readonly string[] {
  const typed = typedLetters(wanted);
  const same = names.filter((name) => typedLetters(name) === typed);
  return same.length > 0 ? same : names.filter((name) => typedLetters(name).includes(typed));
}
