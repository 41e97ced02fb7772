import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makeRun, makeTurn } from './support/runs.ts';
import { panelSuite, region, until, words } from './support/suite.ts';

const { open } = panelSuite();

it('numbers stand in the tree, and are copied, with the digits that were sent', async () => {
  const raw = '{"order":9007199254740993,"price":1.10,"huge":1e400}';
  const rest = JSON.parse(raw) as { readonly [key: string]: number };
  const { page, close, intents } = await open(makeRun({ raw: () => raw, rest, turns: [makeTurn('a')] }));
  const details = region(page, 'Details');
  if (!(await details.getByRole('tree').isVisible())) await details.locator('summary').first().click();
  await until('the digits', async () => (await words(details)).includes('9007199254740993'));
  const row = details.getByRole('treeitem', { name: 'price' });
  assert.match(await words(row), /1\.10/);
  await row.click();
  await row.getByRole('button', { name: 'value of price' }).click();
  await until('the copy', () =>
    Promise.resolve(intents.some((intent) => intent.type === 'copy' && intent.text === '1.10')),
  );
  await close();
});
