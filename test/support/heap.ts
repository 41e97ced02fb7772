/** Memory in use after everything that can go is gone. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** MB of the heap, after a full collection. */
export function heapMegabytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
