/** A store over a client whose every answer the test gives by hand. */
import { placeOfChange } from '../../../src/core/store/change.ts';
import type { ArchivePort } from '../../../src/core/store/archivePort.ts';
import type { Page, PageRequest, ProviderClient, Sort } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Reason } from '../../../src/core/provider/providerError.ts';
import type { Collection, Item, Run, RunItem, RunRef } from '../../../src/core/run/run.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import type { ViewOptions } from '../../../src/core/rows/view.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { makeRun } from '../../webview/support/runs.ts';

export const place = { connection: 'c', path: ['s', 'b'] };

export function runAt(id: string, more: Partial<Run> & { text?: string } = {}): Run {
  const { text = `{"id":"${id}"}`, ...fields } = more;
  return makeRun({ ref: { ...place, run: id }, title: id, raw: () => text, ...fields });
}

export function collectionAt(path: readonly string[], more: Partial<Collection> = {}): Collection {
  return {
    kind: 'collection',
    connection: 'c',
    path,
    noun: 'Simulation',
    icon: 'checklist',
    expects: ['counts', 'verdicts'],
    title: path.at(-1) ?? '',
    holds: 'runs',
    createdAt: undefined,
    outcome: undefined,
    counts: undefined,
    facts: [],
    rest: {},
    ...more,
  };
}

export function page(items: readonly Item[], more: Partial<Page> = {}): Page {
  return { items, total: undefined, next: undefined, ...more };
}

export function refused(reason: Reason = 'unavailable'): ProviderError {
  return new ProviderError({ reason, message: 'It is down.', nextStep: 'Wait.' });
}

/** A request that waits for the test. */
export interface Waiting<T> {
  readonly path: readonly string[];
  readonly request: PageRequest | undefined;
  readonly ref: RunRef | undefined;
  readonly signal: AbortSignal;
  readonly answer: (value: T) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

export interface StoreRig {
  readonly store: RunStore;
  /** Requests for pages, and for single runs, in order; all of them, answered or not. */
  readonly lists: Waiting<Page>[];
  readonly runs: Waiting<RunItem>[];
  /** Places in which something changed, in order. */
  readonly events: string[];
  view: ViewOptions;
  now: number;
}

export function storeRig(
  more: {
    pageSize?: number;
    pinned?: Collection[];
    client?: () => Promise<ProviderClient>;
    archive?: ArchivePort;
    sort?: () => Sort;
  } = {},
): StoreRig {
  const lists: Waiting<Page>[] = [];
  const runs: Waiting<RunItem>[] = [];
  const events: string[] = [];
  const client: ProviderClient = {
    list: (path, request, signal) => waiting(lists, { path, request, ref: undefined, signal }),
    run: (ref, signal) => waiting(runs, { path: ref.path, request: undefined, ref, signal }),
    test: () => Promise.resolve('ok'),
  };
  const store = new RunStore({
    client: more.client ?? (() => Promise.resolve(client)),
    pageSize: () => more.pageSize ?? 4,
    view: () => rig.view,
    ...(more.sort && { sort: more.sort }),
    grouping: () => undefined,
    label: (id) => (id === 'c' ? 'Shop' : undefined),
    pinned: () => more.pinned ?? [],
    ...(more.archive ? { archive: more.archive } : {}),
    now: () => rig.now,
  });
  store.onDidChange((change) => events.push(placeOfChange(change).path.join('/')));
  const rig: StoreRig = { store, lists, runs, events, view: { ...defaultView, sort: 'sequence' }, now: 1000 };
  return rig;
}

/** Rejects like a real client when its signal is aborted. */
function waiting<T>(
  all: Waiting<T>[],
  of: Pick<Waiting<T>, 'path' | 'request' | 'ref' | 'signal'>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  of.signal.addEventListener('abort', () => reject(refused('aborted')));
  all.push({
    ...of,
    answer: async (value) => {
      resolve(value);
      await settled();
    },
    fail: async (error) => {
      reject(error);
      await settled();
    },
  });
  return promise;
}

/** Lets everything that waits for nothing but promises go on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
