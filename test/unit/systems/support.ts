/** Another system, as far as a program can tell: its name, and what its file system refuses. */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import type { TestContext } from 'node:test';

const require = createRequire(import.meta.url);

/** `process.platform` until the test ends. */
export function onSystem(context: TestContext, platform: NodeJS.Platform): void {
  const before = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...before, value: platform });
  context.after(() => Object.defineProperty(process, 'platform', before));
}

/**
 * A function of the file system fails with a code, so many times for each file, until the test ends.
 * @returns how often it failed
 */
export function refusing(
  context: TestContext,
  from: 'node:fs' | 'node:fs/promises',
  name: string,
  code: string,
  times = Number.POSITIVE_INFINITY,
  concerns: (path: string) => boolean = () => true,
): () => number {
  const module = require(from) as Record<string, (...args: unknown[]) => unknown>;
  const before = module[name]!;
  const left = new Map<string, number>();
  let refused = 0;
  const inPlace = (...args: unknown[]): unknown => {
    const path = String(args[0]);
    const more = left.get(path) ?? times;
    if (more <= 0 || !concerns(path)) return before(...args);
    left.set(path, more - 1);
    refused += 1;
    const error = Object.assign(new Error(`${code}: as Windows says, ${name}`), { code, syscall: name });
    if (from === 'node:fs/promises') return Promise.reject(error);
    throw error;
  };
  module[name] = inPlace;
  syncBuiltinESMExports();
  context.after(() => {
    module[name] = before;
    syncBuiltinESMExports();
  });
  return () => refused;
}
