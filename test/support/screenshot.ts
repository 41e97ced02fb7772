import { join } from 'node:path';
import { outFolder } from './paths.ts';
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
  await tree.expand(/^connection\b.*cognigy/i);
  await tree.expand(/^scenario\b/i);
  await tree.expand(/^simulation\b.*\bfailed\b/i);
  await tree.click(/^run\b.*\bfailed\b/i);
  const panel = await workbench.panel();
  const transcript = panel.getByRole('region', { name: 'Transcript' });
  await transcript.getByRole('article').first().waitFor({ timeout: 20_000 });
  await workbench.page.mouse.move(0, 0);
  await workbench.page.waitForTimeout(500);
}
