/** Through everything a newcomer sees, in any language: one surface after the other, as a person gets there. */
import type { Locator } from 'playwright-core';
import { waitFor } from '../workbench/waitFor.ts';
import type { Workbench } from '../workbench/workbench.ts';
import type { Words } from './words.ts';

/** Where texts and pictures are taken. */
export interface Surface {
  readonly name: string;
  /** What of it is ours: beside it, the window has words of VS Code. */
  readonly parts: readonly Locator[];
  /** The page in front belongs to it, too. */
  readonly page: boolean;
}

/** Yields each surface while it is on the screen. */
export async function* walk(workbench: Workbench, words: Words): AsyncGenerator<Surface> {
  const { page, tree } = workbench;
  const sideBar = page.locator('.part.sidebar .pane-body:visible');
  const list = page.locator('.quick-input-widget:visible');
  const tabOf = (name: string): Promise<true> =>
    waitFor(`the tab ${name}`, async () =>
      (await workbench.tabTitles()).some((title) => title.startsWith('* ') && title.includes(name))
        ? true
        : undefined,
    );
  // A page may be replaced by another while one looks at it.
  const isHere = (region: string): Promise<true> =>
    waitFor(`the region ${region}`, async () => {
      const place = (await workbench.panel()).getByRole('region', { name: region, exact: true });
      return (await place.count().catch(() => 0)) > 0 ? true : undefined;
    });

  const container = words.manifest('viewsContainer.agentRuns');
  await page.locator(`.activitybar .action-item a[aria-label^=${JSON.stringify(container)}]`).click();
  const welcome = page.locator('.part.sidebar .welcome-view-content');
  await welcome.getByRole('button').first().waitFor();
  yield { name: 'welcome', parts: [welcome], page: false };

  await workbench.runCommand(words.command('command.openWalkthrough'));
  const walkthrough = page.locator('.gettingStartedDetailsContent');
  await walkthrough.locator('[data-step-id]').first().waitFor();
  yield { name: 'walkthrough', parts: [walkthrough], page: false };

  await welcome.getByRole('button').first().click();
  await isHere(words.say('Transcript'));
  // All above the run is unfolded, and its row is selected.
  await sideBar.locator('[role=treeitem][aria-selected=true]').waitFor();
  yield { name: 'run', parts: [sideBar], page: true };

  await (await workbench.panel()).getByRole('button', { name: words.say('Keys') }).click();
  await (await workbench.panel()).getByRole('dialog').waitFor();
  yield { name: 'keys', parts: [], page: true };
  await page.keyboard.press('Escape');

  await openEnglishRun(workbench);
  await workbench.runCommand(words.command('command.compareWithPassingRun'));
  // Its region may have the name of the run's: Japanese has no plural.
  await tabOf(words.say('Compare: {0}').split('{0}')[0] ?? '');
  await isHere(words.say('Transcripts'));
  // It opens where they part.
  await (await workbench.panel()).locator('.parting').first().waitFor();
  yield { name: 'comparison of runs', parts: [], page: true };

  const batch = new RegExp(`^${words.say('Simulation')}(?=.*\\b11\\b)(?=.*\\b20\\b)`);
  await waitFor('the overview', async () => {
    await page.keyboard.press('Escape');
    await tree.rowAction(batch, words.manifest('command.openBatchOverview'));
    return tabOf(words.say('Overview: {0}').split('{0}')[0] ?? '').catch(() => undefined);
  });
  await isHere(words.say('Criteria by run'));
  yield { name: 'overview', parts: [sideBar], page: true };

  const menu = page.locator('.context-view .monaco-menu').first();
  await tree.click(batch, { button: 'right' });
  await menu.waitFor();
  yield { name: 'menu', parts: [menu], page: false };
  await tree.rowMenu(batch, words.manifest('command.compareWithPrevious'));
  await isHere(words.say('Comparability'));
  yield { name: 'comparison of batches', parts: [], page: true };

  await tree.rowMenu(new RegExp(`^${words.say('Scenario')}`), words.manifest('command.openTrend'));
  await tabOf(words.say('Trend: {0}').split('{0}')[0] ?? '');
  await (await workbench.panel()).getByRole('heading', { level: 1 }).first().waitFor();
  yield { name: 'trend', parts: [], page: true };

  for (const key of [
    'addConnection',
    'groupBy',
    'filterRuns',
    'sortRuns',
    'exportRun',
    'searchTranscripts',
  ]) {
    await workbench.runCommand(words.command(`command.${key}`));
    yield { name: key, parts: [list], page: false };
    await page.keyboard.press('Escape');
  }
}

/** The fifth run and the passing one nearest to it are in English, which every machine has letters for. */
export async function openEnglishRun(workbench: Workbench): Promise<void> {
  const { tree } = workbench;
  const rows = await tree.rows();
  const runs = Math.max(...rows.map(({ level }) => level));
  const run = rows.find(({ level, label }) => level === runs && /^\D*5\b/.test(label));
  if (run === undefined) throw new Error('There is no fifth run in the tree.');
  await tree.click(run.label);
  await waitFor('the fifth run', async () =>
    /\b5\b/.test(await (await workbench.panel()).locator('h1').first().innerText()) ? true : undefined,
  );
}
