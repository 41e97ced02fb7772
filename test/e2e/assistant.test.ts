/** The assistant beside: a chat with a model, and a terminal in which it prints ids. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

describe('An assistant beside', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      extensions: [projectRoot, join(projectRoot, 'test/fixtures/assistantHost')],
      viewport: { width: 1400, height: 1000 },
      settings: { 'chat.disableAIFeatures': false, 'terminal.integrated.gpuAcceleration': 'off' },
    });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.runCommand('View: Show Agent Runs');
    await workbench.page.locator('.part.sidebar .welcome-view-content').waitFor();
    await workbench.runCommand('Agent Runs: Explore Sample Runs');
    await (await workbench.panel()).locator('main h1').waitFor();
  });
  after(() => workbench.close());

  const write = (text: string) => workbench.page.evaluate((t) => navigator.clipboard.writeText(t), text);

  it('gets the prompt and the tools in the chat, and nothing is sent before the person sends it', async () => {
    await (await workbench.panel()).getByRole('button', { name: 'Ask Assistant' }).click();
    const chat = workbench.page.locator('.interactive-session');
    const input = chat.locator('.interactive-input-part');
    const text = await waitFor('the prompt in the chat', async () => {
      const shown = (await input.innerText().catch(() => '')).replaceAll('\u00a0', ' ');
      return shown.includes('Look at this run of an AI agent.') ? shown : undefined;
    });
    for (const tool of ['agent-run', 'agent-compareRuns', 'agent-explainBatch'])
      assert.ok(text.includes(tool), text);
    assert.equal(await chat.locator('.interactive-request').count(), 0);
  });

  it('prints an id in a terminal, which leads to the run with Ctrl and a click', async () => {
    const panel = await workbench.panel();
    const own = await panel.locator('main').innerText();
    const [, id = ''] = /\b([0-9a-f]{24})\b/.exec(own) ?? [];
    assert.notEqual(id, '');
    await workbench.runCommand('View: Close All Editors');
    await write(`FAILED ${id} not met`);
    await workbench.runCommand('Made Up: Print Line of the Clipboard');
    const row = workbench.page.locator('.xterm-rows > div').filter({ hasText: id }).first();
    await row.waitFor();
    const span = row.locator('span').first();
    const box = await span.boundingBox();
    assert.ok(box);
    const at = { x: box.x + 200, y: box.y + box.height / 2 };
    await waitFor('the run of the id', async () => {
      // What is under the mouse is looked at when it moves; a click before that does nothing.
      await workbench.page.mouse.move(at.x - 20, at.y);
      await workbench.page.mouse.move(at.x, at.y, { steps: 10 });
      await workbench.page.keyboard.down('Control');
      await workbench.page.mouse.click(at.x, at.y);
      await workbench.page.keyboard.up('Control');
      return (await workbench.page.locator('.tab').count()) > 0 ? true : undefined;
    });
    const shown = await (await workbench.panel()).locator('main').innerText();
    assert.ok(shown.includes(id));
  });
});
