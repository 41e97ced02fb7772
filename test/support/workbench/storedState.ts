import type { Page } from 'playwright-core';
import { heldStill } from './waitFor.ts';

/**
 * A browser stores the window's state every 5 s, when it is idle, because nothing asynchronous can be done at its end
 * (VS Code's BrowserStorageService). `storesStateAtOnce` finds that timer: the one of 5 s whose call asks for an idle
 * moment. What it calls is then at hand as `storeState`.
 */
export async function storesStateAtOnce(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const later = window.setTimeout.bind(window);
    const whenIdle = window.requestIdleCallback.bind(window);
    let calling: (() => void) | undefined;
    window.requestIdleCallback = (call, options) => {
      if (calling !== undefined) Object.assign(window, { storeState: calling });
      // A page that always has something to paint is never idle.
      return whenIdle(call, { timeout: 100, ...options });
    };
    // All other timers are left as they are.
    const watched = (call: () => void, ms?: number, ...values: unknown[]): number => {
      if (ms !== 5_000 || values.length > 0) return later(call, ms, ...values);
      return later(() => {
        calling = call;
        try {
          call();
        } finally {
          calling = undefined;
        }
      }, ms);
    };
    Object.assign(window, { setTimeout: watched });
  });
}

/** Has the window store its state, until what is stored holds still: then all that it was told has arrived. */
export async function stateIsStored(page: Page): Promise<void> {
  await page.waitForFunction(() => 'storeState' in window);
  await heldStill('what the window has stored', () => page.evaluate(storedNow), 6);
}

/** Runs in the page. What is read waits for what is being written. */
async function storedNow(): Promise<string> {
  (window as unknown as { storeState(): void }).storeState();
  await new Promise((done) => requestIdleCallback(done));
  await new Promise(requestAnimationFrame);
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('vscode-web-state-db') !== true) continue;
    const database = await answer(indexedDB.open(name));
    const items = database.transaction('ItemTable', 'readonly').objectStore('ItemTable');
    const [keys, values] = await Promise.all([answer(items.getAllKeys()), answer(items.getAll())]);
    texts.push(JSON.stringify([name, keys, values]));
    database.close();
  }
  return texts.join('\n');
}
