/** Connections that are made in one window, tested, edited and removed: one with a key, and one that needs none. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSampleService, type SampleService } from '../../../src/samples/main.ts';
import { startFakePromptfoo, type FakePromptfoo } from '../../support/fakePromptfoo.ts';
import { takeTurn } from '../../support/workbench/turns.ts';
import { comes, waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

describe('Connections', () => {
  let service: SampleService;
  let promptfoo: FakePromptfoo;
  let workbench: Workbench;

  before(async () => {
    service = await startSampleService();
    promptfoo = await startFakePromptfoo();
    workbench = await takeTurn({});
  });
  after(async () => {
    await workbench.close();
    await service.close();
    promptfoo.close();
  });

  describe("A connection of one's own", () => {
    /** Acts, once more where that came before the question that is shown could take it. */
    const leads = (act: () => Promise<void>, title: RegExp) =>
      waitFor(`the question ${String(title)}`, async () => {
        await act();
        const isAsked = async () => title.test((await workbench.inputTexts()).title);
        return (await comes(isAsked, 10_000)) ? true : undefined;
      }).catch(async (error: unknown) => {
        const seen = JSON.stringify([await workbench.inputTexts(), await workbench.choices()]);
        throw new Error(`${String(error)} In sight is ${seen}`);
      });

    const said = (words: RegExp) =>
      waitFor(`the words ${String(words)}`, async () =>
        words.test((await workbench.inputTexts()).message) ? true : undefined,
      );

    it('welcomes a newcomer with two ways to begin', async () => {
      const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
      await welcome.getByRole('button', { name: 'Explore Sample Runs' }).waitFor();
      await welcome.getByRole('button', { name: 'Add Connection...' }).waitFor();
    });

    it('is added step by step, each checked, and tested at the end', async () => {
      await workbench.runCommand('Agent Runs: Add Connection...');
      await workbench.choose(/^Cognigy Simulator/);
      await workbench.asked(/2.5.: Address/);
      await workbench.answer('http://example.com', { accept: false });
      await workbench.page.getByText('Use an https address, so that the key travels encrypted.').waitFor();
      await workbench.answer(`${service.origin}/testing`);
      await workbench.asked(/3.5.: API Key/);
      await workbench.answer('not-the-key');
      // A wrong key is said at the key, with the whole sentence and what to do.
      await said(
        /did not accept the API key\. Set a key that is valid for this address\. The service said: /,
      );
      await workbench.answer(service.key);
      await workbench.asked(/4.5.: Project/);
      // Escape loses nothing.
      await workbench.page.keyboard.press('Escape');
      await workbench.runCommand('Agent Runs: Add Connection...');
      await workbench.choose(/^Continue, Cognigy Simulator . 127\.0\.0\.1:\d+ . Project/);
      await workbench.asked(/4.5.: Project/);
      await workbench.answer('https://trial.cognigy.ai/project/642c6a2cb45919dfae7b4428/1', {
        accept: false,
      });
      await workbench.choose(/^Use the project id 642c6a2cb45919dfae7b4428/);
      await workbench.asked(/5.5.: Name/);
      await workbench.answer('Shop bot');
      const dialog = workbench.page.getByRole('dialog', { name: /The test of Shop bot failed/ });
      await dialog.waitFor();
      assert.match(await dialog.innerText(), /does not know the project "642c6a2cb45919dfae7b4428"/);
      await dialog.getByRole('button', { name: 'Change Project...' }).click();
      await workbench.asked(/4.5.: Project/);
      await workbench.choose(/^Customer service agents/);
      const found = await workbench.statusMessage(/Shop bot: Connected/);
      assert.match(found, /^Shop bot: Connected: \d+ scenarios found\./);
      await workbench.notifications.gone();
      await workbench.tree.row(/^Connection Shop bot, Cognigy Simulator/);
      // Unfolded by itself.
      await workbench.tree.row(/^Scenario Refund policy dispute/);
    });

    it('lists scenarios, simulations and runs', async () => {
      await workbench.tree.expand(/^Connection Shop bot/);
      await workbench.tree.expand(/^Scenario Refund policy dispute/);
      await workbench.tree.expand(/^Simulation .*/);
      const run = await workbench.tree.row(/^Run \d+, failed, criterion not met: .*, \d+ turns/);
      assert.ok(await run.isVisible());
    });

    it('shows a refused key beside the rows, and asks for a new one', async () => {
      await workbench.runCommand('Agent Runs: Set API Key...');
      await workbench.asked(/^Set API Key/);
      await workbench.answer('expired-key');
      await said(/did not accept the API key\..* Press Enter again to go on all the same/);
      await workbench.page.keyboard.press('Enter');
      await workbench.tree.expand(/^Connection Shop bot/);
      const failure = await workbench.tree.row(/^Could not load: .*key/i);
      assert.ok(await failure.isVisible());
      await workbench.tree.rowAction(/^Could not load/, 'Set API Key...');
      await workbench.asked(/^Set API Key/);
      await workbench.answer(service.key);
      // The rows were there all the time: the key is only in use when the refusal is gone.
      await waitFor('no refusal any more', async () =>
        (await workbench.tree.rows()).some(({ label }) => label.startsWith('Could not load'))
          ? undefined
          : true,
      );
      await workbench.tree.row(/^Scenario Refund policy dispute/);
    });

    it('is edited in the same steps, with what it has', async () => {
      await workbench.runCommand('Agent Runs: Edit Connection...');
      const { page } = workbench;
      // Whatever took the focus meanwhile: a person would click into the box.
      const enter = () => page.locator('.quick-input-widget:visible input').first().press('Enter');
      await workbench.asked(/^Edit Connection .1.4.: Address/);
      await leads(enter, /2.4.: API Key/);
      // An empty box keeps the key.
      await leads(enter, /3.4.: Project/);
      await workbench.choose(/^Customer service agents/);
      await workbench.asked(/4.4.: Name/);
      const back = page.locator('.quick-input-widget:visible').getByRole('button', { name: 'Back' });
      await leads(() => back.click(), /3.4.: Project/);
      await workbench.choose(/^Customer service agents/);
      await workbench.asked(/4.4.: Name/);
      await workbench.answer('Shop bot');
      await workbench.statusMessage(/Shop bot: Connected/);
    });

    it('survives a reload with its key, and never shows it', async () => {
      await workbench.reload();
      await workbench.runCommand('View: Show Agent Runs');
      await workbench.tree.expand(/^Connection Shop bot/);
      await workbench.tree.row(/^Scenario Refund policy dispute/);
      const page = await workbench.page.content();
      assert.equal(page.includes(service.key), false);
      assert.equal(workbench.server.output().includes(service.key), false);
    });

    it('offers the key again when it is cleared, and goes away when it is removed', async () => {
      await workbench.runCommand('Agent Runs: Clear API Key...');
      await workbench.page.getByRole('dialog', { name: /Remove the API key of "Shop bot"/ }).waitFor();
      await workbench.page.getByRole('button', { name: 'Clear API Key', exact: true }).click();
      // What was seen before is kept in the archive, so the rows stay, below what is missing.
      await workbench.tree.expand(/^Connection Shop bot/);
      await workbench.tree.row(/^Could not load: .*no API key/i);
      await workbench.tree.row(/^Scenario Refund policy dispute.*archived/);
      await workbench.runCommand('Agent Runs: Remove Connection...');
      await workbench.page.getByRole('button', { name: 'Remove', exact: true }).click();
      const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
      await welcome.getByRole('button', { name: 'Explore Sample Runs' }).waitFor();
    });

    it('has sent nothing but GET', () => {
      assert.deepEqual([...new Set(service.requests.map(({ method }) => method))], ['GET']);
    });
  });

  describe('A promptfoo server on this machine', () => {
    it('is not asked before somebody wants to connect it', () => {
      assert.deepEqual(promptfoo.asked, []);
    });

    it('is found and connected in one step, without a key', async () => {
      await workbench.runCommand('Agent Runs: Add Connection...');
      await workbench.choose(/^promptfoo/);
      const found = await workbench.statusMessage(/promptfoo: Connected/);
      assert.match(found, /^promptfoo: Connected to promptfoo 0\.123\.1: 1 evaluation found\./);
      await workbench.tree.row(/^Connection promptfoo, promptfoo/);
    });

    it('shows evaluations and their runs, failed first', async () => {
      await workbench.tree.expand(/^Connection promptfoo/);
      await workbench.tree.expand(/^Evaluation Lamps, failed, 2 tests, the service counts 50 % passed/);
      const run = await workbench.tree.row(/^asks for blue, failed, Expected "blue"/);
      assert.ok(await run.isVisible());
      assert.ok(await (await workbench.tree.row(/^asks for red, passed/)).isVisible());
    });

    it('that is connected is asked for by its address the next time', async () => {
      await workbench.runCommand('Agent Runs: Add Connection...');
      await workbench.choose(/^promptfoo/);
      await waitFor('the question for the address', async () =>
        /2.3.: Address/.test((await workbench.inputTexts()).title) ? true : undefined,
      );
      await workbench.page.keyboard.press('Escape');
    });

    it('gets no key, and nothing but GET', () => {
      assert.ok(promptfoo.asked.length > 3);
      for (const request of promptfoo.asked) assert.match(request, /^GET \/\S* undefined$/);
    });
  });
});
