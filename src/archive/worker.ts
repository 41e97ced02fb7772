/** The archive's worker thread: takes requests one after the other, those that read before those that write. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Ask, FromWorker, ToWorker, WorkerOptions } from './messages.ts';
import { Session } from './store/session.ts';
import { messageOf } from './store/troubles.ts';

const options = workerData as WorkerOptions;
const send = (message: FromWorker) => parentPort?.postMessage(message);
const now = () => Date.now() + options.clockOffsetMs;
const session = new Session({ ...options, now, onTrouble: (trouble) => send({ kind: 'trouble', trouble }) });

const reads: Ask[] = [];
const writes: Ask[] = [];
const cancelled = new Set<number>();
let busy = false;

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') cancelled.add(message.id);
  else queueOf(message).push(message);
  if (!busy) void work();
});

function queueOf({ call }: Ask): Ask[] {
  switch (call) {
    case 'list':
    case 'run':
    case 'search':
    case 'facets':
    case 'status':
      return reads;
    case 'keep':
    case 'markGone':
    case 'clear':
    case 'close':
      return writes;
  }
}

/** After each request the thread listens: a search that came meanwhile is next. */
async function work(): Promise<void> {
  busy = true;
  for (let ask = reads.shift() ?? writes.shift(); ask; ask = reads.shift() ?? writes.shift()) {
    await answer(ask);
    await listen();
  }
  busy = false;
  cancelled.clear();
}

function listen(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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

function answerOf(message: Ask): unknown {
  switch (message.call) {
    case 'keep':
      return session.keep(message.ask);
    case 'markGone':
      return session.markGone(message.ask);
    case 'list':
      return session.list(message.ask.place, message.ask.limit);
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
      return session.clear(message.ask.connection);
    case 'close':
      session.close();
      return undefined;
  }
}
