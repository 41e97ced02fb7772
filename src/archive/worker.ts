/** The archive's worker thread: takes requests one after the other, those that read before those that write. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { Ask, CallName, FromWorker, ToWorker, WorkerOptions } from './messages.ts';
import { messageOf, reasonOf } from './store/failure.ts';
import { fileName } from './store/files.ts';
import { isSound } from './store/mending.ts';
import { Session } from './store/session.ts';
import { openDatabase } from './store/sqlite.ts';

const options = workerData as WorkerOptions & { readonly checkOnly?: boolean };

if (options.checkOnly) parentPort?.postMessage(isSoundFile(join(options.folder, fileName)));
else serve();

/** Reads the whole file, in a thread of its own. What cannot be read now is no proof of damage. */
function isSoundFile(file: string): boolean {
  if (!existsSync(file)) return true;
  try {
    const database = openDatabase(file, { busyMs: 5000 });
    try {
      return isSound(database);
    } finally {
      database.close();
    }
  } catch (error) {
    return reasonOf(error) !== 'damaged';
  }
}

function serve(): void {
  const send = (message: FromWorker) => parentPort?.postMessage(message);
  const session = new Session({
    folder: options.folder,
    retention: options.retention,
    now: () => Date.now() + options.clockOffsetMs,
    onTrouble: (trouble) => send({ kind: 'trouble', trouble }),
    onQuestion: (question) => send({ kind: 'question', question }),
  });
  const reads: Ask[] = [];
  const writes: Ask[] = [];
  const cancelled = new Set<number>();
  let busy = false;
  let looked = false;

  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'cancel') cancelled.add(message.id);
    else (isRead(message) ? reads : writes).push(message);
    if (!busy) void work();
  });

  /** After each request the thread listens: a search that came meanwhile is next. Upkeep is for idle times. */
  async function work(): Promise<void> {
    busy = true;
    for (;;) {
      const ask = reads.shift() ?? writes.shift();
      if (ask) await answer(ask);
      else if (!session.maintain()) break;
      await listen();
    }
    busy = false;
    cancelled.clear();
    if (!looked) startCheck();
  }

  /** Once in a session. */
  function startCheck(): void {
    looked = true;
    if (!session.isCheckDue()) return;
    const script = options.script.startsWith('file:') ? new URL(options.script) : options.script;
    const checker = new Worker(script, {
      workerData: { ...options, checkOnly: true },
      name: 'archive-check',
    });
    checker.on('message', (sound: boolean) => session.checked(sound));
    checker.on('error', () => undefined);
    checker.unref();
  }

  async function answer(ask: Ask): Promise<void> {
    const { id } = ask;
    try {
      send({ kind: 'answer', id, answer: await answerOf(ask) });
    } catch (error) {
      send({ kind: 'failed', id, message: messageOf(error) });
    }
    if (ask.call === 'close') parentPort?.close();
  }

  /** In the pauses of a long write. */
  async function answerReads(): Promise<void> {
    await listen();
    for (let ask = reads.shift(); ask; ask = reads.shift()) await answer(ask);
  }

  function answerOf(message: Ask): unknown {
    switch (message.call) {
      case 'keep':
        return session.keep(message.ask);
      case 'markGone':
        return session.markGone(message.ask);
      case 'list':
        return session.list(message.ask.place, message.ask.limit);
      case 'batches':
        return session.batches(message.ask.place, message.ask.limit);
      case 'run':
        return session.run(message.ask);
      case 'search':
        if (cancelled.has(message.id)) return undefined;
        return session.search(message.ask, async () => {
          await listen();
          return !cancelled.has(message.id);
        });
      case 'facets':
        return session.facets();
      case 'status':
        return session.status();
      case 'clear':
        return session.clear(message.ask.connection, answerReads);
      case 'stale':
        return session.stale(message.ask);
      case 'derive':
        return session.derive(message.ask);
      case 'decide':
        return session.decide(message.ask);
      case 'close':
        session.close();
        return undefined;
    }
  }
}

function listen(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const writing: readonly CallName[] = ['keep', 'markGone', 'clear', 'derive', 'decide', 'close'];

function isRead({ call }: Ask): boolean {
  return !writing.includes(call);
}
