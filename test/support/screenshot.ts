import { join } from 'node:path';
import { outFolder } from './paths.ts';
import type { TreeView } from './workbench/treeView.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench/workbench.ts';

/** Opens a failed sample run as a person would, headless, and writes a picture of the window as PNG. */
export async function takeScreenshot(file: string, options: WorkbenchOptions): Promise<void> {
  const workbench = await openWorkbench({ ...options, sharp: true });
  try {
    await openFailedSampleRun(workbench);
    await workbench.screenshot(file);
  } catch (error) {
    const seen = join(outFolder, 'screenshot-failed.png');
    await workbench.screenshot(seen);
    throw new Error(
      `${error instanceof Error ? error.message : String(error)} What it looked like is in ${seen}.`,
    );
  } finally {
    await workbench.close();
  }
}

async function openFailedSampleRun(workbench: Workbench): Promise<void> {
  const { tree } = workbench;
  await tree.expand(connection);
  await tree.click(await findFailedRun(tree));
  const panel = await workbench.panel();
  const transcript = panel.getByRole('region', { name: 'Transcript' });
  await transcript.getByRole('article').first().waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
  await workbench.page.waitForTimeout(500);
}

const connection = /^connection\b.*cognigy/i;
const collections = /^(connection\b.*cognigy|scenario\b|simulation\b)/i;
const failedRun = /^run\b.*\bfailed\b/i;
const mostCollections = 60;

/** Opens one collection after the other, from the top, until a failed run comes into view. */
async function findFailedRun(tree: TreeView): Promise<string> {
  for (let opened = 0; opened < mostCollections; opened++) {
    const rows = await tree.rows();
    const run = rows.find(({ label }) => failedRun.test(label));
    if (run !== undefined) return run.label;
    const next = rows.find(({ label, expanded }) => expanded === false && collections.test(label));
    if (next === undefined) await tree.scroll(400);
    else await tree.expand(next.label);
  }
  throw new Error('There is no failed run of the Cognigy Simulator among the samples.');
}
