/**
 * Windows refuses to open, replace or remove a file for as long as another program holds it: another window, a virus
 * scanner, an indexer. That is over in a moment, so it is tried again; elsewhere the same codes last.
 */
import { setTimeout as delay } from 'node:timers/promises';

/** Together some 300 ms. */
const pausesMs = [5, 10, 20, 40, 80, 160];

/** @throws what `work` throws in the end */
export async function whileHeld<T>(work: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
      await delay(pauseMs);
    }
  }
  return work();
}

function isHeld(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EBUSY' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'));
}
