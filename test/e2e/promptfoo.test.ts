/** A promptfoo server on this machine: found and connected in one step, without a key. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';
import { cell, json, part, grading, table } from '../unit/promptfoo/support.ts';

/** Where promptfoo itself listens. */
const port = 15_500;

const failed = {
  ...{ id: 'c2', testIdx: 1, success: false, failureReason: 1, error: 'Expected "blue"' },
  testCase: { description: 'asks for blue' },
  gradingResult: grading([part('blue', false)], { pass: false }),
};
const evaluation = {
  ...{ evalId: 'e1', createdAt: Date.UTC(2026, 10, 20), description: 'Lamps', numTests: 2, passRate: 50 },
  providers: [{ id: 'lamps v1' }],
};

describe('A promptfoo server', () => {
  const asked: string[] = [];
  let server: Server;
  let workbench: Workbench;

  before(async () => {
    server = createServer((request, response) => {
      const { 'x-api-key': key, authorization } = request.headers;
      asked.push([request.method, request.url, String(key ?? authorization)].join(' '));
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const mode = searchParams.get('filterMode') ?? '';
      const rows = [
        { testIdx: 0, outputs: [cell()] },
        { testIdx: 1, outputs: [cell(failed)] },
      ].filter(
        (_, test) => mode === '' || (mode === 'passes' && test === 0) || (mode === 'failures' && test === 1),
      );
      const answers: Readonly<Record<string, string>> = {
        '/health': json({ status: 'OK', version: '0.123.1' }),
        '/api/results': json({ data: [evaluation] }),
        '/api/eval/e1/table': table(rows, { total: 2, filtered: rows.length, prompts: [{ label: 'short' }] }),
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(answers[pathname] ?? '{}');
    });
    await new Promise<void>((resolve, reject) => {
      server.on('error', reject).listen(port, '127.0.0.1', resolve);
    });
    workbench = await openWorkbench({ extensions: [projectRoot], viewport: { width: 1280, height: 1000 } });
    await workbench.runCommand('View: Show Agent Runs');
  });
  after(async () => {
    await workbench.close();
    server.closeAllConnections();
    server.close();
  });

  it('is not asked before somebody wants to connect it', () => {
    assert.deepEqual(asked, []);
  });

  it('is connected in one step', async () => {
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
    assert.ok(asked.length > 3);
    for (const request of asked) assert.match(request, /^GET \/\S* undefined$/);
  });
});
