import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEnglishRun } from '../l10n/walk.ts';
import { projectRoot } from '../paths.ts';
import { exploreSamples } from '../workbench/firstMinutes.ts';
import { waitFor } from '../workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../workbench/workbench.ts';
import { traced, type Box } from './trace.ts';

const viewport = { width: 660, height: 420 };
/** Without the bars around, which say nothing of ours. */
const clip: Box = { x: 48, y: 34, width: 612, height: 364 };

/** Walks through the four steps of the walkthrough, and draws what is on the screen in each. */
export async function drawWalkthrough(vsix: string): Promise<void> {
  const workbench = await openWorkbench({
    vsix,
    complete: true,
    // It has a chat with a model.
    extensions: [join(projectRoot, 'test/fixtures/assistantHost')],
    // So small that its words can be read in a picture of it.
    viewport,
    settings: { 'chat.disableAIFeatures': false },
  });
  try {
    const { page } = workbench;
    await workbench.runCommand('View: Show Agent Runs');
    await page.locator('.part.sidebar .welcome-view-content').waitFor();
    await workbench.runCommand('Agent Runs: Add Connection...');
    await waitFor('the services', async () =>
      (await workbench.choices()).some((choice) => choice.startsWith('Cognigy Simulator')) ? true : undefined,
    );
    await draw(workbench, 'connection', false);
    await page.keyboard.press('Escape');

    await exploreSamples(workbench);
    await page.locator('.part.sidebar [role=treeitem][aria-selected=true]').waitFor();
    await page.mouse.move(0, 0);
    await draw(workbench, 'samples');

    await openEnglishRun(workbench);
    await workbench.runCommand('Agent Runs: Compare with Nearest Passing Run');
    await (await workbench.panel()).locator('.parting').first().waitFor();
    await draw(workbench, 'compare');

    await workbench.runCommand('Agent Runs: Ask Assistant About This Comparison');
    await page.locator('.interactive-session .interactive-input-part').getByText('Compare').first().waitFor();
    await workbench.notifications.gone();
    await draw(workbench, 'assistant');
  } finally {
    await workbench.close();
  }
}

async function draw(workbench: Workbench, step: string, hasPage = true): Promise<void> {
  const frames = hasPage ? [await workbench.panel()] : [];
  const svg = await traced(workbench.page, frames, clip);
  await writeFile(join(projectRoot, 'media/walkthrough', `${step}.svg`), svg);
}
