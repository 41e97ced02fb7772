import { type ChildProcess, spawnSync } from 'node:child_process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Kills the child and everything it started. The child was spawned with `detached`, so it leads its group. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}

/**
 * Runs `cleanUp` (synchronous) when this process ends in any way it can notice: exit, an uncaught error,
 * Ctrl+C, a termination. Returns a function that takes the promise back.
 */
export function onEnd(cleanUp: () => void): () => void {
  const endBySignal = (signal: NodeJS.Signals): void => {
    cleanUp();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('exit', cleanUp);
  for (const signal of signals) process.once(signal, endBySignal);
  return () => {
    process.off('exit', cleanUp);
    for (const signal of signals) process.off(signal, endBySignal);
  };
}
