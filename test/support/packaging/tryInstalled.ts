import assert from 'node:assert/strict';
import { exploreSamples } from '../workbench/firstMinutes.ts';
import { openWorkbench } from '../workbench/workbench.ts';

/** Installs the package into a fresh profile, and goes from its welcome view to the reason of a failed run. */
export async function tryInstalled(vsix: string): Promise<void> {
  const workbench = await openWorkbench({ vsix, complete: true, viewport: { width: 1280, height: 1000 } });
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
