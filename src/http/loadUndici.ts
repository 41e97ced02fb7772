import type * as undiciModule from 'undici';

export type Undici = typeof undiciModule;

/**
 * Loading undici installs its agent as the global dispatcher, which Node's own fetch then uses; and the extension
 * host is shared by all extensions (cline/cline#11460). So Node's own undici goes first, and whatever stood at
 * the two global symbols is put back.
 */
export async function loadUndici(): Promise<Undici> {
  const found = dispatcherSymbols.map((symbol) => ({ symbol, value: valueAt(symbol) }));
  new Headers();
  const remembered = found.map(({ symbol, value }) => ({ symbol, value: value ?? valueAt(symbol) }));
  const { undici } = await import('./undici.ts');
  for (const { symbol, value } of remembered) {
    if (valueAt(symbol) !== value) Reflect.set(globalThis, symbol, value);
  }
  return undici;
}

const dispatcherSymbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];

function valueAt(symbol: symbol): unknown {
  return Reflect.get(globalThis, symbol);
}
