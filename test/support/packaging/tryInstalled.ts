import assert from 'node:assert/strict';
import { exploreSamples } from '../workbench/firstMinutes.ts';
import { openWorkbench, type WorkbenchOptions } from '../workbench/workbench.ts';

/** Installs the package into a fresh profile, and goes from its welcome view to the reason of a failed run. */
export function tryInstalled(vsix: string): Promise<void> {
  return tryWith({ vsix });
}

/** The same in the page itself, without Node. @param folder of what is packed */
export function tryInBrowser(folder: string): Promise<void> {
  return tryWith({ inBrowser: folder });
}

async function tryWith(options: WorkbenchOptions): Promise<void> {
  const workbench = await openWorkbench({ ...options, viewport: { width: 1280, height: 1000 } });
  try {
    await exploreSamples(workbench);
    const { watch } = workbench;
    assert.deepEqual(
      [watch.consoleErrors, watch.cspViolations, watch.foreignRequests],
      [[], [], []],
      'What the window complained of, or asked of others.',
    );
  } finally {
    await workbench.close();
  }
}
