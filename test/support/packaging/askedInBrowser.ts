/** Loads the program's file as a browser's extension host does, and all of its parts, with nothing of Node within reach. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

/** Whatever is asked of it, it gives itself. */
const anything = (): unknown =>
  new Proxy(function () {}, {
    get: (_target, name) =>
      name === 'prototype' ? Object.prototype : name === Symbol.toPrimitive ? () => '' : anything(),
    construct: () => ({}),
    apply: () => anything(),
  });

/** Globals that every worker of a browser has, and V8 alone has not. */
const ofWorkers = {
  TextEncoder,
  TextDecoder,
  URL,
  AbortController,
  Blob,
  Headers,
  atob,
  btoa,
  crypto,
  performance,
};

export interface Asked {
  /** Modules that were asked for. */
  readonly modules: readonly string[];
  /** Parts of the program that others take from it, and that were loaded. */
  readonly parts: number;
}

/** @throws whatever a part throws that misses something */
export function askedInBrowser(file: string): Asked {
  const text = readFileSync(file, 'utf8');
  const asked = new Set<string>();
  const require = (name: string): unknown => {
    asked.add(name);
    if (name === 'vscode') return anything();
    throw new Error(`A browser has no ${name}.`);
  };
  const module = { exports: {} as ((name: string) => unknown) & { activate?: (context: unknown) => void } };
  const load = runInContext(`(module, exports, require) => {${text}}`, createContext({ ...ofWorkers })) as (
    ...args: unknown[]
  ) => void;
  load(module, module.exports, require);
  // Also what stands in a branch that is not taken now.
  for (const [, name = ''] of text.matchAll(/\brequire\("([^"]+)"\)/g)) asked.add(name);
  const names = [...text.matchAll(/"(src\/[\w/.-]+)":\(\)=>/g)];
  for (const [, name = ''] of names) module.exports(name);
  module.exports.activate?.({ subscriptions: [], extensionUri: anything(), globalStorageUri: anything() });
  return { modules: [...asked], parts: names.length };
}
