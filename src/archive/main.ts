/** The archive as the host has it: everything that takes time happens in a worker. */
import { setTimeout } from 'node:timers/promises';
import type { Archive, ArchiveOptions, ArchiveTrouble } from './archive.ts';
import { Channel } from './channel.ts';
import { Intake } from './intake.ts';
import type { CallName, Calls, KeepRequest, Written } from './messages.ts';

/** Together some 20 s: the worker itself waits half a second each time. */
const mostAttempts = 20;

/** Opens nothing yet: the worker, the folder and the file come with the first request. */
export function openArchive({ folder, worker, retention, now }: ArchiveOptions): Archive {
  const troubles = new Troubles();
  const script = typeof worker === 'string' ? worker : worker.href;
  const workerOptions = { folder, script, retention, clockOffsetMs: now() - Date.now() };
  const channel = new Channel(worker, workerOptions, (trouble) => troubles.tell(trouble));

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
  async function write<Name extends 'keep' | 'markGone' | 'clear'>(
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

  const intake = new Intake((request: KeepRequest) => write('keep', request), now);

  return {
    keep: (runs, trail) => intake.keep(runs, trail),
    keepCollections: (collections) => intake.keepCollections(collections),
    flush: () => intake.flush(),
    list: ({ connection, path }, limit) =>
      read('list', { place: { connection, path }, limit }, { collections: [], runs: [], total: 0 }),
    run: ({ connection, path, run }) => read('run', { connection, path, run }, undefined),
    markGone: async (refs, gone) => {
      await intake.flush();
      const plain = refs.map(({ connection, path, run }) => ({ connection, path, run }));
      await write('markGone', { refs: plain, gone });
    },
    search: (query, signal) => read('search', query, { hits: [], more: false, ms: 0 }, signal),
    facets: () => read('facets', undefined, { connections: [], collections: [], facts: {}, unmet: [] }),
    status: () =>
      read('status', undefined, { file: folder, runs: 0, turns: 0, bytes: 0, oldestSeenAt: undefined }),
    clear: async (connection) => {
      await intake.flush();
      const written = await write('clear', { connection });
      intake.forget();
      if (written.kind !== 'written') throw new Error(written.trouble.message);
    },
    onTrouble: (listener) => troubles.on(listener),
    dispose: () => {
      closed ??= intake
        .flush()
        .finally(() => intake.dispose())
        .then(() => channel.close());
      return closed;
    },
  };
}

function broken(error: unknown): ArchiveTrouble {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'failed',
    message: `The archive of runs failed: ${reason}. Everything else works as before. Reload the window to try again.`,
  };
}

/** Each kind is told once; what came before anybody listened is told to the first who does. */
class Troubles {
  readonly #told = new Map<ArchiveTrouble['kind'], ArchiveTrouble>();
  readonly #listeners = new Set<(trouble: ArchiveTrouble) => void>();
  #untold: ArchiveTrouble[] = [];

  tell(trouble: ArchiveTrouble): void {
    if (this.#told.has(trouble.kind)) return;
    this.#told.set(trouble.kind, trouble);
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
