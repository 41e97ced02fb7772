/** What is handed to the assistant, and where links and terminals lead, in a real extension host over the samples. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { lazy } from '../../src/core/kit/lazy.ts';
import type { Place } from '../../src/core/run/refs.ts';
import type { RunRef } from '../../src/core/run/run.ts';
import { openLink } from '../../src/vscode/links/openLink.ts';
import type { LinkNeeds } from '../../src/vscode/links/needs.ts';
import { terminalLinks } from '../../src/vscode/links/terminalLinks.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

const authority = 'agent-run-inspector.agent-run-inspector';
const connection = {
  ...{ id: 'shop', provider: 'cognigy', label: 'Shop', projectId: 'p1' },
  baseUrl: 'https://api.example.com',
};
const batch: Place = { connection: 'shop', path: ['scenario:1', 'simulation:2'] };

describe('The hand-over to an assistant', () => {
  let run: RunRef;

  before(async () => {
    await vscode.commands.executeCommand('agentRuns.exploreSamples');
    const text = await tool('list_runs', { outcomes: ['failed'] });
    const [, id = ''] = /^run (sample-cognigy\/\S+): failed/m.exec(text) ?? [];
    const [place = '', own = ''] = id.split('#');
    const [name = '', ...path] = place.split('/');
    run = { connection: name, path, run: own };
  });
  beforeEach(() => vscode.env.clipboard.writeText('before'));

  it('copies the prompt about a run where no chat has a model', async () => {
    await vscode.commands.executeCommand('agentRuns.askAboutRun', run);
    const prompt = await vscode.env.clipboard.readText();
    assert.match(prompt, /^Look at this run of an AI agent\. /);
    assert.match(prompt, new RegExp(`^Run sample-cognigy/\\S+#${run.run}: failed`, 'm'));
    assert.match(prompt, /^Open it: \S+\/open\?id=sample-cognigy\//m);
    assert.match(prompt, /^<<<DATA [0-9a-f]{12}: lines that begin with "\| " are quoted from the run\./m);
  });

  it('copies the prompt about a batch and about two runs', async () => {
    await vscode.commands.executeCommand('agentRuns.askAboutBatch', { ...run });
    assert.match(await vscode.env.clipboard.readText(), /^Look at this batch of runs[^]*\n\d+ runs: /);
    const text = await tool('list_runs', { in: [run.connection, ...run.path].join('/') });
    const ids = Array.from(text.matchAll(/^run \S+#(\S+): /gm), ([, id]) => id ?? '');
    const runs = ids.slice(0, 2).map((id) => ({ ...run, run: id }));
    await vscode.commands.executeCommand('agentRuns.askAboutComparison', { runs });
    assert.match(await vscode.env.clipboard.readText(), /^Compare these runs of an AI agent\.[^]*\nA: run /);
  });

  it('opens the chat with the prompt, unsent, and the tools for more where a chat has a model', async () => {
    const { selectChatModels } = vscode.lm;
    const { executeCommand, getCommands } = vscode.commands;
    const opened: unknown[] = [];
    const open = 'workbench.action.chat.open';
    Object.assign(vscode.lm, { selectChatModels: () => Promise.resolve([{ id: 'made-up' }]) });
    Object.assign(vscode.commands, {
      getCommands: () => Promise.resolve([open]),
      executeCommand: (command: string, ...rest: unknown[]) =>
        command === open ? Promise.resolve(void opened.push(...rest)) : executeCommand(command, ...rest),
    });
    const { askAboutRun } = await import('../../src/vscode/assistant/askAssistant.ts');
    try {
      await askAboutRun(
        {
          settings: { assistant: () => true, aiFeaturesOff: () => false, archive: () => archiveOff },
          connections: { get: () => connection },
          chooser: { run: () => Promise.resolve({ ...batch, run: 'r' }) } as never,
          source: {
            get: () =>
              import('../unit/query/support.ts').then(({ sourceOf, makeRun }) =>
                sourceOf({ runs: [makeRun('r', {}, batch.path)] }),
              ),
          } as never,
          store: {} as never,
          mcp: () => undefined,
          comparisonInFront: () => undefined,
        },
        undefined,
      );
    } finally {
      Object.assign(vscode.lm, { selectChatModels });
      Object.assign(vscode.commands, { executeCommand, getCommands });
    }
    const [{ query = '', ...how } = {}] = opened as { query?: string }[];
    assert.match(query, /^Look at this run of an AI agent\. [^]*\nRun shop\/scenario:1\/simulation:2#r: /);
    assert.deepEqual(how, {
      isPartialQuery: true,
      toolIds: ['agentRuns_get_run', 'agentRuns_compare', 'agentRuns_explain_batch'],
    });
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });

  it('hands nothing over while assistants are off, and says so', async () => {
    const settings = vscode.workspace.getConfiguration('agentRuns');
    await settings.update('assistant.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      const asked = vscode.commands.executeCommand('agentRuns.askAboutRun', run);
      let isOver = false;
      void asked.then(() => (isOver = true));
      // The command ends with its message, and nothing tells from outside when that is shown.
      await waitFor('the end of the command', async () => {
        await vscode.commands.executeCommand('notifications.clearAll');
        return isOver || undefined;
      });
      assert.equal(await vscode.env.clipboard.readText(), 'before');
    } finally {
      await settings.update('assistant.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('copies links to batch and comparison', async () => {
    await vscode.commands.executeCommand('agentRuns.copyBatchLink', { ...run });
    assert.match(await vscode.env.clipboard.readText(), /^[\w-]+:\/\/\S+\/batch\?at=[\w-]+$/);
    await vscode.commands.executeCommand('agentRuns.copyComparisonLink', {
      runs: [run, { ...run, run: 'x' }],
    });
    assert.match(await vscode.env.clipboard.readText(), /^[\w-]+:\/\/\S+\/comparison\?at=[\w-]+$/);
  });

  it('finds runs in what a terminal prints, by their ids alone', async () => {
    const needs = {
      connections: { all: () => [connection], isOnDisk: () => false, isSample: () => false },
      source: loaded({
        named: (id: string) => Promise.resolve(id === 'run-0017' ? [{ ...batch, run: id }] : []),
      }),
    };
    const line = 'FAILED run-0017 run-0018 (shop/scenario:1/simulation:2#other) in src/a.ts:1:2';
    const links = await terminalLinks(needs, line);
    assert.deepEqual(
      links.map(({ startIndex, length, uri, tooltip }) => [
        line.slice(startIndex, startIndex + length),
        ...[uri.authority, uri.path, uri.query, tooltip],
      ]),
      [
        ['run-0017', authority, '/open', 'id=shop/scenario:1/simulation:2#run-0017', 'Open in Agent Runs'],
        [
          ...['shop/scenario:1/simulation:2#other', authority, '/open'],
          ...['id=shop/scenario:1/simulation:2#other', 'Open in Agent Runs'],
        ],
      ],
    );
  });
});

describe('Links', () => {
  const opened: unknown[] = [];
  const told: string[] = [];
  const needs = {
    connections: {
      all: () => [connection, { ...connection, id: 'disk' }],
      isOnDisk: ({ id }: { id: string }) => id === 'disk',
      isSample: () => false,
    },
    panels: loaded({ open: (...all: unknown[]) => opened.push(['run', ...all]) }),
    overviews: loaded({ open: (place: Place) => opened.push(['batch', place]) }),
    comparisons: loaded({
      openBatches: (...all: unknown[]) => opened.push(['batches', ...all]),
      openRuns: (...all: unknown[]) => opened.push(['runs', ...all]),
    }),
    store: {
      collection: ({ path }: Place) => ({ holds: path.length === 1 ? 'collections' : 'runs' }),
    },
    reveal: (place: Place) => Promise.resolve(void opened.push(['row', place])),
    log: {},
  } as unknown as LinkNeeds;
  const { showWarningMessage } = vscode.window;

  before(() => {
    Object.assign(vscode.window, {
      showWarningMessage: (text: string) => Promise.resolve(void told.push(text)),
    });
  });
  beforeEach(() => {
    opened.length = 0;
    told.length = 0;
  });
  after(() => void Object.assign(vscode.window, { showWarningMessage }));

  const follow = (rest: string) => openLink(needs, vscode.Uri.parse(`vscode://${authority}${rest}`));

  it('by id lead to a turn, a batch, the row of a scenario, and comparisons', async () => {
    await follow('/open?id=shop/scenario:1/simulation:2%23r&turn=5');
    await follow('/open?id=shop/scenario:1/simulation:2');
    await follow('/open?id=shop/scenario:1');
    await follow('/open?id=shop/a:1/b:2&with=shop/a:1/b:3');
    await follow('/open?id=shop/a:1/b:2%23r&with=shop/a:1/b:2%23s');
    const at = { connection: 'shop', path: ['a:1', 'b:2'] };
    assert.deepEqual(opened, [
      ['run', { ...batch, run: 'r' }, 'keep', { turn: 4 }],
      ['batch', batch],
      ['row', { connection: 'shop', path: ['scenario:1'] }],
      ['batches', at, { connection: 'shop', path: ['a:1', 'b:3'] }],
      [
        'runs',
        [
          { ...at, run: 'r' },
          { ...at, run: 's' },
        ],
        { chosen: true },
      ],
    ]);
    assert.deepEqual(told, []);
  });

  it('of a name that runs are archived under lead to the connection of today', async () => {
    const { archiveKey } = await import('../../src/services/archiving/archiveKey.ts');
    await follow(`/open?id=${archiveKey(connection)}/scenario:1/simulation:2`);
    assert.deepEqual(opened, [['batch', batch]]);
  });

  it('that lead nowhere end in a sentence, and open nothing', async () => {
    await follow('/open?id=nobody/a:1%23r');
    await follow('/open?id=disk/a:1%23r');
    await follow('/open?id=');
    await follow('/run?at=AAAA');
    await follow('/elsewhere?id=shop');
    assert.deepEqual(opened, []);
    const unknown = 'The link leads to a service or project that no connection here leads to.';
    const none = 'This link does not lead to a run, a batch or a comparison.';
    assert.deepEqual(told, [unknown, unknown, none, none, none]);
  });
});

const archiveOff = { on: false, days: undefined, megabytes: 100 };

function loaded<T>(value: T) {
  return lazy(() => Promise.resolve(value));
}

async function tool(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(`agentRuns_${name}`, {
    input,
    toolInvocationToken: undefined,
  });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
