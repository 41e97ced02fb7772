/** The questions over the archive alone: no key, no network, nothing is written. Connections go by their names there. */
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Archive, ArchivedRun } from '../../archive/archive.ts';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import { nextTurn } from '../../core/kit/yielding.ts';
import type { Provider, SavedReader } from '../../core/provider/provider.ts';
import { isSampleId } from '../../core/provider/reservedIds.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import { collectionsIn } from '../archiving/archivedCollections.ts';
import { namesIn, namedAmong } from './kept.ts';
import type { Children, QuerySource } from './source.ts';

export type ArchiveReader = Pick<Archive, 'list' | 'run' | 'search' | 'facets'>;

export interface ArchiveSourceDeps {
  readonly archive: ArchiveReader;
  readonly providers: readonly Provider[];
  readonly rules: () => readonly BatchRule[];
  readonly settings: () => AnalysisSettings;
  readonly now: () => number;
  readonly links?: QuerySource['links'];
}

export function archiveSource({ archive, providers, links, ...rest }: ArchiveSourceDeps): QuerySource {
  const readers = new Map(providers.map((provider) => [provider.id, lazy(() => provider.saved())]));
  return {
    ...rest,
    ...{ providers, origin: 'the archive on this machine', hasArchive: true },
    baseline: () => undefined,
    links,
    connections: async () => {
      const { connections } = await archive.facets();
      return connections.map(({ connection, provider, label }) => ({
        ...{ id: connection, label, provider, isSample: isSampleId(connection) },
        service: providers.find(({ id }) => id === provider)?.label ?? 'unknown service',
        problem: undefined,
      }));
    },
    children: (place, limit, signal) => childrenIn(archive, readers, { place, limit, signal }),
    run: async (ref) => {
      const run = await archive.run(ref);
      return run && readRun(readers, run, ref);
    },
    named: (id, signal) => namedAmong(id, (query) => archive.search(query, signal)),
    names: (place) => namesIn(archive, place),
    facets: () => archive.facets(),
    search: (query, signal) => archive.search(query, signal),
  };
}

interface Asked {
  readonly place: Place;
  readonly limit: number;
  readonly signal: AbortSignal;
}

async function childrenIn(
  archive: ArchiveReader,
  readers: ReadonlyMap<string, Lazy<SavedReader>>,
  { place, limit, signal }: Asked,
): Promise<Children> {
  let listing = await archive.list(place, 0);
  // A place holds collections or runs; the runs far below the one kind are not read for nothing.
  if (listing.collections.length === 0) listing = await archive.list(place, limit);
  const collections = collectionsIn(listing.collections, place, undefined, { groupings: [] });
  const direct = listing.runs.filter(({ ref }) => ref.path.length === place.path.length);
  const runs: RunItem[] = [];
  for (const [at, run] of direct.entries()) {
    const item = await readRun(readers, run, run.ref);
    if (item) runs.push(item);
    if (at % 100 === 99) await nextTurn();
    signal.throwIfAborted();
  }
  const total = collections.length > 0 ? collections.length : listing.total;
  const more = collections.length === 0 && listing.total > listing.runs.length;
  return { collections, runs, total, more, problem: undefined };
}

async function readRun(
  readers: ReadonlyMap<string, Lazy<SavedReader>>,
  { provider, raw, seenAt, gone, trail }: ArchivedRun,
  ref: RunRef,
): Promise<RunItem | undefined> {
  const reader = await readers.get(provider)?.get();
  const item = reader?.run(raw, ref);
  return item && { ...item, archived: { seenAt, gone, trail } };
}
