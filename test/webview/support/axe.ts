import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Violations as readable lines; none is what we want. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: typeof axe }).axe.run;
    const { violations: all } = await run(document, { resultTypes: ['violations'] });
    return all.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes
        .slice(0, 3)
        .map((node) => `${node.html} ${node.any.map(({ message }) => message).join(' ')}`),
    }));
  });
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.join('\n  ')}`);
}
