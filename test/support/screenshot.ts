import { join } from 'node:path';
import { outFolder } from './paths.ts';
import type { TreeView } from './workbench/treeView.ts';
import { openOverview } from './workbench/overview.ts';
import { heldStill, waitFor } from './workbench/waitFor.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench/workbench.ts';

/** `split`: a failed run beside the nearest passing one, where they part. */
export type Pictured = 'run' | 'overview' | 'split';

/**
 * Opens a failed sample run, its simulation's overview, or what that leads to, as a person would, headless, and writes a PNG of the window.
 * @param sideBar its width in pixels
 */
export async function takeScreenshot(
  file: string,
  what: Pictured,
  sideBar: number | undefined,
  options: WorkbenchOptions,
): Promise<void> {
  const workbench = await openWorkbench({ ...options, complete: true, sharp: true });
  try {
    if (what === 'run') await openFailedSampleRun(workbench);
    else await openSampleOverview(workbench);
    if (what === 'split') await goToSplit(workbench);
    if (sideBar !== undefined) await resizeSideBar(workbench, sideBar);
    await heldStill('the picture', () => picture(workbench), 3);
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

/** Without the view's line about its own age, which counts seconds: three pictures can take longer than one of them. */
async function picture({ page }: Workbench): Promise<string> {
  const mask = [page.locator('.tree-explorer-viewlet-tree-view .message')];
  return (await page.screenshot({ scale: 'css', mask })).toString('latin1');
}

/** Drags its border, as a person would. */
async function resizeSideBar({ page }: Workbench, width: number): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('There is no side bar.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + width, y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(0, 0);
}

async function openFailedSampleRun(workbench: Workbench): Promise<void> {
  const { tree } = workbench;
  await tree.expand(connection);
  await tree.click(await findFailedRun(tree));
  const panel = await workbench.panel();
  const transcript = panel.getByRole('region', { name: 'Transcript' });
  await transcript.getByRole('article').first().waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
}

async function openSampleOverview(workbench: Workbench): Promise<void> {
  const { tree } = workbench;
  await tree.expand(connection);
  await findFailedRun(tree);
  await openOverview(workbench, /^simulation\b.*\bfailed\b/i);
  const panel = await workbench.panel();
  await panel.getByRole('region', { name: 'Criteria by run' }).waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
}

/** Both it and the passing run nearest to it are in English, which everybody's machine has letters for. */
const englishRun = /^Run 5, /;

/** From the overview: a failed run, at the turn where it leaves the way. */
async function goToSplit(workbench: Workbench): Promise<void> {
  const matrix = (await workbench.panel()).getByRole('region', { name: 'Criteria by run' });
  await matrix.getByRole('gridcell', { name: englishRun }).first().focus();
  await matrix.getByRole('button', { name: 'Nearest passing run' }).click();
  await waitFor('the comparison', async () =>
    (await workbench.tabTitles()).some((title) => title.startsWith('* Compare')) ? true : undefined,
  );
  const panel = await workbench.panel();
  await panel
    .getByText(/^Here \w and \w part/)
    .first()
    .waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
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
