import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench/workbench.ts';
import { waitFor } from './workbench/waitFor.ts';

/** Opens a failed sample run as a person would, headless, and writes a picture of the window as PNG. */
export async function takeScreenshot(file: string, options: WorkbenchOptions): Promise<void> {
  const workbench = await openWorkbench({ ...options, sharp: true });
  try {
    await openFailedSampleRun(workbench);
    await workbench.screenshot(file);
  } finally {
    await workbench.close();
  }
}

async function openFailedSampleRun(workbench: Workbench): Promise<void> {
  const { tree } = workbench;
  await tree.expand(/cognigy/i);
  await tree.expand(await firstBelow(workbench, /cognigy/i));
  const scenario = await firstBelow(workbench, /cognigy/i);
  await tree.expand(await firstBelow(workbench, scenario));
  await tree.click(/^run\b.*\bfailed\b/i);
  const panel = await workbench.panel();
  const transcript = panel.getByRole('region', { name: 'Transcript' });
  await transcript.getByRole('article').first().waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
  await workbench.page.waitForTimeout(500);
}

/** The label of the first child of a row. */
async function firstBelow({ tree }: Workbench, words: string | RegExp): Promise<string> {
  return waitFor(`a row below ${String(words)}`, async () => {
    const rows = await tree.rows();
    const index = rows.findIndex(({ label }) =>
      typeof words === 'string' ? label === words : words.test(label),
    );
    const [parent, child] = rows.slice(index);
    return parent !== undefined && child !== undefined && child.level > parent.level
      ? child.label
      : undefined;
  });
}
