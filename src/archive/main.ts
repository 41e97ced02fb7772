/** The archive as the host has it: everything that takes time happens in a worker. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunItem } from '../core/run/run.ts';
import type { Archive, ArchiveOptions, StaleRun } from './archive.ts';
import { Asker } from './asker.ts';
import { Channel } from './channel.ts';
import { Intake } from './intake.ts';
import type { CallName, Calls, DerivedRun, KeepRequest, Written } from './messages.ts';
import { tryRecord } from './record.ts';
import type { ArchiveTrouble } from './trouble.ts';

/** Together some 20 s: the worker itself waits half a second each time. */
const mostAttempts = 20;

/** Opens nothing yet: the worker, the folder and the file come with the first request. */
export function openArchive({ folder, worker, retention, now, derivations = {} }: ArchiveOptions): Archive {
  const troubles = new Troubles();
  const asker = new Asker(async (question, answer) => {
    if (!closed) await write('decide', { question, answer });
  });
  const script = typeof worker === 'string' ? worker : worker.href;
  const workerOptions = { folder, script, retention, clockOffsetMs: now() - Date.now() };
  const channel = new Channel(worker, workerOptions, {
    onTrouble: (trouble) => {
      // The file that is used from now on has not what was written before.
      if (trouble.reason === 'damaged' || trouble.reason === 'moved') intake.forget();
      troubles.tell(trouble);
    },
    onQuestion: (question) => asker.ask(question),
  });

  let closed: Promise<void> | undefined;

  /** A worker that broke is told once, and answers nothing instead of failing whoever asked. */
  async function read<Name extends CallName>(
    call: Name,
    request: Calls[Name]['ask'],
    otherwise: Calls[Name]['answer'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['answer']> {
    if (closed) return otherwise;
    try {
      return await channel.call(call, request, signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      troubles.tell(broken(error));
      return otherwise;
    }
  }

  /** Tries again for some seconds while another window writes; what stays in the way is told. */
  async function write<Name extends 'keep' | 'markGone' | 'clear' | 'decide' | 'derive'>(
    call: Name,
    request: Calls[Name]['ask'],
  ): Promise<Written> {
    let written: Written = { kind: 'written' };
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      written = await channel
        .call(call, request)
        .catch((error: unknown): Written => ({ kind: 'later', trouble: broken(error) }));
      if (written.kind !== 'busy') break;
      await setTimeout(attempt * 50);
    }
    if (written.kind !== 'written') troubles.tell(written.trouble);
    return written;
  }

  function broken(error: unknown): ArchiveTrouble {
    const details = error instanceof Error ? error.message : String(error);
    return { reason: 'failed', file: join(folder, 'archive.db'), details };
  }

  const intake = new Intake({ write: (request: KeepRequest) => write('keep', request), now, derivations });

  return {
    keep: (runs, trail) => intake.keep(runs, trail),
    keepCollections: (collections) => intake.keepCollections(collections),
    flush: () => intake.flush(),
    list: ({ connection, path }, limit) =>
      read('list', { place: { connection, path }, limit }, { collections: [], runs: [], total: 0 }),
    batches: ({ connection, path }, limit) => read('batches', { place: { connection, path }, limit }, []),
    run: ({ connection, path, run }) => read('run', { connection, path, run }, undefined),
    markGone: async (refs, gone) => {
      await intake.flush();
      const plain = refs.map(({ connection, path, run }) => ({ connection, path, run }));
      await write('markGone', { refs: plain, gone });
    },
    search: (query, signal) => read('search', query, { hits: [], more: false, ms: 0 }, signal),
    facets: () => read('facets', undefined, { connections: [], collections: [], facts: {}, unmet: [] }),
    stale: (limit) => read('stale', { derivations, limit }, []),
    derive: async (runs) => {
      if (closed) return false;
      return (await write('derive', runs.map(derivedRun))).kind === 'written';
    },
    status: () => {
      const nothing = { runs: 0, turns: 0, bytes: 0, oldestSeenAt: undefined };
      return read('status', undefined, { file: folder, ...nothing, setAside: { files: 0, bytes: 0 } });
    },
    clear: async (connection) => {
      await intake.flush();
      const written = await write('clear', { connection });
      intake.forget();
      return written.kind === 'written' ? undefined : written.trouble;
    },
    onTrouble: (listener) => troubles.on(listener),
    onQuestion: (ask) => asker.on(ask),
    dispose: () => {
      closed ??= intake
        .flush()
        .finally(() => intake.dispose())
        .then(() => channel.close());
      return closed;
    },
  };
}

function derivedRun([{ id, version, run }, item]: readonly [StaleRun, RunItem | undefined]): DerivedRun {
  const record = run && item && tryRecord(item, run.trail, run.seenAt, version);
  return { id, version, record: record && { ...record, raw: run.raw } };
}

/** Each reason is told once; what came before anybody listened is told to the first who does. */
class Troubles {
  readonly #told = new Set<ArchiveTrouble['reason']>();
  readonly #listeners = new Set<(trouble: ArchiveTrouble) => void>();
  #untold: ArchiveTrouble[] = [];

  tell(trouble: ArchiveTrouble): void {
    if (this.#told.has(trouble.reason)) return;
    this.#told.add(trouble.reason);
    if (this.#listeners.size === 0) this.#untold.push(trouble);
    for (const listener of [...this.#listeners]) listener(trouble);
  }

  on(listener: (trouble: ArchiveTrouble) => void): { dispose(): void } {
    this.#listeners.add(listener);
    const untold = this.#untold;
    this.#untold = [];
    for (const trouble of untold) listener(trouble);
    return { dispose: () => void this.#listeners.delete(listener) };
  }
}
