import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

describe('Exploring the sample runs', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ extensions: [projectRoot], viewport: { width: 1280, height: 1000 } });
  });
  after(() => workbench.close());

  it('shows both services in the side bar', async () => {
    await workbench.runCommand('Agent Runs: Explore Sample Runs');
    await workbench.runCommand('View: Show Agent Runs');
    await workbench.tree.row(/cognigy/i);
    await workbench.tree.row(/prompting company/i);
  });

  it('troubles neither the console nor the network', () => {
    const { consoleErrors, cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual(
      { consoleErrors, cspViolations, foreignRequests },
      { consoleErrors: [], cspViolations: [], foreignRequests: [] },
    );
  });
});
