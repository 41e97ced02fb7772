/** Overview and comparison in a real extension host, over the samples: which command opens what. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { makeSampleData } from '../../src/samples/madeData.ts';
import type { RunRef } from '../../src/core/run/run.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

type Sample = Readonly<Record<string, unknown>>;

describe('Overview and comparison of sample runs', () => {
  const runs = sampleRuns();
  const failed = runs.find((run) => isFailed(run)) ?? {};
  const [one, other] = runs.filter((run) => batchOf(run) === batchOf(failed)).map(refOf);

  before(() => vscode.commands.executeCommand('agentRuns.exploreSamples'));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens the overview of a batch once, named after it', async () => {
    const { connection, path } = refOf(failed);
    await vscode.commands.executeCommand('agentRuns.openBatchOverview', { connection, path });
    await vscode.commands.executeCommand('agentRuns.openBatchOverview', { connection, path });
    const [label = '', ...more] = await tabs(/^Overview: .*·/, 'agentRuns.batch');
    assert.deepEqual([label === '', more], [false, []]);
  });

  it('compares a batch with the one before it', async () => {
    const series = Map.groupBy(runs, (run) => text(run['simulationReference']));
    const [, several] = [...series].find(([, all]) => new Set(all.map(batchOf)).size > 1) ?? [];
    assert.ok(several, 'a sample scenario has two simulations');
    const newest = several.toSorted((a, b) => Number(b['createdAt']) - Number(a['createdAt']))[0] ?? {};
    const { connection, path } = refOf(newest);
    await vscode.commands.executeCommand('agentRuns.compareWithPrevious', { connection, path });
    assert.equal((await tabs(/./, 'agentRuns.comparison')).length, 1);
  });

  it('opens the trend of a scenario once, from itself or from any of its simulations', async () => {
    const { connection, path } = refOf(failed);
    await vscode.commands.executeCommand('agentRuns.openTrend', { connection, path });
    await vscode.commands.executeCommand('agentRuns.openTrend', { connection, path: path.slice(0, 1) });
    const [label = '', ...more] = await tabs(/^Trend: ./, 'agentRuns.trend');
    assert.deepEqual([label.includes(text(failed['id'])), more], [false, []]);
  });

  it('compares two runs, and shows their transcripts in the native diff', async () => {
    await vscode.commands.executeCommand('agentRuns.compareRuns', [one, other]);
    assert.equal((await tabs(/./, 'agentRuns.comparison')).length, 1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('agentRuns.openTranscriptDiff', [one, other]);
    const found = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ input }) => input));
    assert.ok(found[0] instanceof vscode.TabInputTextDiff, String(found.length));
    assert.equal(found[0].original.scheme, 'agent-run');
  });

  it('holds the runs of an open comparison against the one that is chosen now', async () => {
    const named = async (reference: RunRef | undefined) => {
      await vscode.commands.executeCommand('agentRuns.compareRuns', { runs: [one, other], reference });
      return tabs(/^Compare: .* · /, 'agentRuns.comparison');
    };
    const [first = ''] = await named(one);
    const [left = '', right = ''] = first.replace('Compare: ', '').split(' · ');
    await named(other);
    const turned = `Compare: ${right} · ${left}`;
    assert.deepEqual(await tabs(new RegExp(`^${turned}$`), 'agentRuns.comparison'), [turned]);
  });

  it('finds the nearest passing run of a failed one in one action', async () => {
    await vscode.commands.executeCommand('agentRuns.compareWithPassingRun', refOf(failed));
    assert.equal((await tabs(/./, 'agentRuns.comparison')).length, 1);
  });
});

/** Labels of webview tabs of this type, once there is one that is named so. */
function tabs(label: RegExp, type: string): Promise<string[]> {
  return waitFor(`a tab ${type} ${String(label)}`, () => {
    const found = vscode.window.tabGroups.all.flatMap((group) =>
      group.tabs.filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type),
      ),
    );
    return found.some((tab) => label.test(tab.label)) ? found.map((tab) => tab.label) : undefined;
  });
}

/** The made-up data is the same at each start, so that its ids are known here. */
function sampleRuns(): readonly Sample[] {
  const records = makeSampleData({ seed: 1, start: Date.now() }).cognigy?.(Date.now());
  const found: readonly Sample[] = records?.runs ?? [];
  return found.filter(({ turns }) => Array.isArray(turns) && turns.length > 1);
}

function isFailed({ metrics }: Sample): boolean {
  return typeof metrics === 'object' && metrics !== null && 'success' in metrics && metrics.success === false;
}

function batchOf(run: Sample): string {
  return text(run['simulationRunBatchReference']);
}

function refOf(run: Sample): RunRef {
  const path = [`scenario:${text(run['simulationReference'])}`, `simulation:${batchOf(run)}`];
  return { connection: 'sample-cognigy', path, run: text(run['id']) };
}

function text(value: unknown): string {
  assert.equal(typeof value, 'string');
  return typeof value === 'string' ? value : '';
}
