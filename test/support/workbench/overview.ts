import { comes, waitFor } from './waitFor.ts';
import type { Workbench } from './workbench.ts';

/**
 * Opens the overview of a batch by the button of its row. While rows are drawn anew, VS Code does not know which one
 * was clicked: a person would click again.
 */
export async function openOverview(workbench: Workbench, row: RegExp): Promise<void> {
  const isOpen = async () => (await workbench.tabTitles()).some((title) => title.startsWith('* Overview'));
  await waitFor('the overview', async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.tree.rowAction(row, 'Open Batch Overview');
    return (await comes(isOpen, 3_000)) ? true : undefined;
  });
}
