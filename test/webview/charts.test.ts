import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeSource, given, makeRef, makeRun, makeTurns } from './support/runs.ts';
import { panelSuite, region, still, turnsInSight, until } from './support/suite.ts';

const { open } = panelSuite();

describe('charts of the metrics', () => {
  it('show turn lengths and gaps, in words too, and lead to the turn', async () => {
    const turns = makeTurns(400).map((turn, i) => (i === 299 ? { ...turn, text: 'x'.repeat(2000) } : turn));
    const { page, close, complaints } = await open(makeRun({ turns }));
    const metrics = region(page, 'Metrics');
    const picture = metrics.getByRole('img', { name: /^Turn lengths and gaps/ });
    await picture.locator('canvas').waitFor();
    assert.equal(
      await picture.getAttribute('aria-label'),
      'Turn lengths and gaps over the run: the longest turn has 2,000 characters, the longest gap is 5 s.',
    );
    await metrics.getByRole('button', { name: 'longest: turn 300, 2,000 characters' }).click();
    await until('turn 300', async () => (await turnsInSight(page)).includes(300));
    await page.keyboard.press('Home');
    await page.evaluate(() => window.scrollTo(0, 0));
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height / 2);
    await until('a turn in the middle', async () =>
      (await turnsInSight(page)).some((turn) => turn > 190 && turn < 215),
    );
    assert.deepEqual(complaints, []);
    await close();
  });

  it('show where a run stands among the others of its task', async () => {
    const run = (id: string, score: number, costUsd: number) =>
      makeRun({
        ref: makeRef(id),
        turns: undefined,
        provider: 'promptingCompany',
        facts: given({ score, costUsd }),
      });
    const own = run('own', 40, 0.5);
    const source = fakeSource(own, run('a', 80, 0.25), run('b', 20, 0.75));
    const { page, close } = await open(own, { source });
    const metrics = region(page, 'Metrics');
    const words = 'Score 40: below 1 and above 1 of 2 other loaded runs; median 40, from 20 to 80.';
    await metrics.getByText(words).waitFor();
    await metrics.getByRole('img', { name: words }).locator('canvas').waitFor();
    await metrics.getByText(/^Cost \$0\.50: below 1 and above 1/).waitFor();
    await close();
  });

  it('come where the browser does not say when it is idle, as in Safari, and so do the buttons', async () => {
    const { page, close, complaints } = await open(makeRun({ turns: makeTurns(20) }), {
      beforeAll: () => void Reflect.deleteProperty(window, 'requestIdleCallback'),
    });
    assert.equal(await page.evaluate(() => 'requestIdleCallback' in window), false);
    const picture = region(page, 'Metrics').getByRole('img', { name: /^Turn lengths and gaps/ });
    await picture.locator('canvas').waitFor();
    await page.locator('vscode-button:defined').first().waitFor({ state: 'attached' });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('are left out where there is nothing to compare', async () => {
    const { page, close } = await open(makeRun({ turns: undefined, facts: given({ score: 40 }) }));
    await region(page, 'Metrics').getByText('40 of 100').waitFor();
    await still(page);
    assert.equal(await region(page, 'Metrics').getByRole('img').count(), 0);
    await close();
  });
});
