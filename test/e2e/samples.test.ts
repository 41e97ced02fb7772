import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { exploreSamples } from '../support/workbench/firstMinutes.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

describe('Exploring the sample runs', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ extensions: [projectRoot], viewport: { width: 1280, height: 1000 } });
  });
  after(() => workbench.close());

  it('leads from the welcome view to a failed run and why it failed in one click', async () => {
    await exploreSamples(workbench);
    await workbench.tree.row(/^run 3\b.*\bfailed/i);
  });

  it('leads from a connection to a sentence that explains a failure in two more', async () => {
    const { tree } = workbench;
    await tree.collapse(/^connection\b.*cognigy/i);
    await tree.click(/^connection\b.*prompting company/i);
    await tree.click(/^task\b.*\bfailed\b/i);
    await tree.row(/^run\b.*\bfailed, goal not met: \w+/i);
  });

  it('says which tasks fail without unfolding anything, also after a reload', async () => {
    const { tree } = workbench;
    await tree.collapse(/^task\b.*\bfailed\b/i);
    await workbench.reload();
    await workbench.runCommand('View: Show Agent Runs');
    await tree.row(/^task\b.*\bfailed, \d+ of \d+ passed/i);
    const tasks = (await tree.rows()).filter(({ label }) => label.startsWith('Task'));
    assert.ok(tasks.length > 1);
    assert.ok(tasks.every(({ expanded }) => expanded === false));
  });

  it('troubles neither the console nor the network', () => {
    const { consoleErrors, cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual(
      { consoleErrors, cspViolations, foreignRequests },
      { consoleErrors: [], cspViolations: [], foreignRequests: [] },
    );
  });
});
