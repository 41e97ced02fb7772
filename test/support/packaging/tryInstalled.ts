import assert from 'node:assert/strict';
import { frontPanel } from '../workbench/panel.ts';
import { openWorkbench } from '../workbench/workbench.ts';

/** Installs the package into a fresh profile, and goes from its welcome view to the reason of a failed run. */
export async function tryInstalled(vsix: string): Promise<void> {
  const workbench = await openWorkbench({ vsix, viewport: { width: 1280, height: 1000 } });
  try {
    const { page, tree, watch } = workbench;
    await workbench.runCommand('View: Show Agent Runs');
    const welcome = page.locator('.part.sidebar .welcome-view-content');
    await welcome.getByRole('button', { name: 'Explore Sample Runs' }).click();
    const panel = await frontPanel(page);
    await panel.getByText('the agent cites fare-rules-2024.pdf').first().waitFor();
    await tree.row(/^simulation\b.*\b11 of 20 passed/i);
    assert.deepEqual(
      [watch.consoleErrors, watch.cspViolations, watch.foreignRequests],
      [[], [], []],
      'What the window complained of, or asked of others.',
    );
  } finally {
    await workbench.close();
  }
}
