import { frontPanel } from './panel.ts';
import type { Workbench } from './workbench.ts';

/** From the welcome view to the sentence that says why a sample run failed: one click. */
export async function exploreSamples(workbench: Workbench): Promise<void> {
  const { tree, page } = workbench;
  await workbench.runCommand('View: Show Agent Runs');
  const welcome = page.locator('.part.sidebar .welcome-view-content');
  await welcome.getByRole('button', { name: 'Explore Sample Runs' }).click();
  const panel = await frontPanel(page);
  await panel.getByText('the agent cites fare-rules-2024.pdf').first().waitFor();
  await tree.row(/^simulation\b.*\b11 of 20 passed/i);
}
