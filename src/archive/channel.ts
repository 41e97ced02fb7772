/** Requests to the archive's worker and its answers. The worker starts with the first request. */
import { Worker } from 'node:worker_threads';
import type { CallName, Calls, FromWorker, ToWorker, WorkerOptions } from './messages.ts';
import type { RemovalQuestion } from './removal.ts';
import type { ArchiveTrouble } from './trouble.ts';

/** A worker that ended by itself is started anew this often, not for ever. */
const mostStarts = 3;

export interface ChannelListeners {
  readonly onTrouble: (trouble: ArchiveTrouble) => void;
  readonly onQuestion: (question: RemovalQuestion) => void;
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Channel {
  readonly #script: string | URL;
  readonly #options: WorkerOptions;
  readonly #listeners: ChannelListeners;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #starts = 0;
  #lastId = 0;

  constructor(script: string | URL, options: WorkerOptions, listeners: ChannelListeners) {
    this.#script = script;
    this.#options = options;
    this.#listeners = listeners;
  }

  /**
   * @throws DOMException `AbortError` when `signal` fires; the worker is told
   * @throws Error when the worker failed or ended
   */
  async call<Name extends CallName>(
    call: Name,
    ask: Calls[Name]['ask'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['answer']> {
    if (signal?.aborted) throw aborted();
    const worker = this.#start();
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { resolve, reject });
    worker.ref();
    post(worker, { kind: 'ask', id, call, ask } as ToWorker);
    const abort = () => {
      post(worker, { kind: 'cancel', id });
      this.#settle(id)?.reject(aborted());
    };
    signal?.addEventListener('abort', abort);
    try {
      return (await promise) as Calls[Name]['answer'];
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Resolves when the worker has ended. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (!worker) return;
    this.#starts = mostStarts;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await this.call('close', undefined).catch(() => undefined);
    worker.ref();
    await ended;
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    if (this.#starts >= mostStarts) throw new Error('The archive is closed.');
    this.#starts++;
    // Without these flags the host's log would say that SQLite is experimental, in each window.
    const execArgv = [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    ];
    const worker = new Worker(this.#script, { workerData: this.#options, execArgv, name: 'archive' });
    let reason = 'The archive has ended.';
    worker.on('message', (message: FromWorker) => this.#take(message));
    worker.on('error', (error: Error) => (reason = error.message));
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(new Error(reason));
    });
    // A window that closes does not wait for it.
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  #take(message: FromWorker): void {
    switch (message.kind) {
      case 'answer':
        this.#settle(message.id)?.resolve(message.answer);
        return;
      case 'failed':
        this.#settle(message.id)?.reject(new Error(message.message));
        return;
      case 'trouble':
        this.#listeners.onTrouble(message.trouble);
        return;
      case 'question':
        this.#listeners.onQuestion(message.question);
    }
  }

  /** `undefined` when it was settled before: an answer may cross a cancellation. */
  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#worker?.unref();
    return pending;
  }
}

function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

function aborted(): DOMException {
  return new DOMException('The search was cancelled.', 'AbortError');
}
