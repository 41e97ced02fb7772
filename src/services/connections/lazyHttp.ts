/** Loads the HTTP bundle, and undici with it, at the first request of the session. */
import type { Http } from '../../http/main.ts';
import type { Log } from '../../vscode/log.ts';

export class LazyHttp {
  readonly #log: Log;
  #http: Promise<Http> | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  get(): Promise<Http> {
    this.#http ??= this.#load();
    return this.#http;
  }

  async dispose(): Promise<void> {
    await (await this.#http)?.close();
  }

  async #load(): Promise<Http> {
    const [{ createHttp }, { readNetwork }, { delay }] = await Promise.all([
      import('../../http/main.ts'),
      import('../../vscode/network.ts'),
      import('./delay.ts'),
    ]);
    return createHttp({
      network: readNetwork,
      env: process.env,
      clock: { now: Date.now, delay },
      random: Math.random,
      log: (line) => this.#log.request(line),
    });
  }
}
