import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { withinTime } from '../../src/services/host/withinTime.ts';
import type { RunRef } from '../../src/core/run/run.ts';
import { makeSampleData } from '../../src/samples/madeData.ts';
import { writeWhole } from '../../src/vscode/writeWhole.ts';
import { ownRules } from '../../src/services/export/exportPatterns.ts';
import { inSteps } from '../../src/vscode/export/exportWork.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

describe('Files that are whole or not there, in a real extension host', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const target = () => vscode.Uri.file(join(folder, 'runs.csv'));

  it('are written beside their place and moved there', async () => {
    await writeFile(target().fsPath, 'old');
    await writeWhole(target(), () => Promise.resolve(Buffer.from('new')));
    assert.equal(await readFile(target().fsPath, 'utf8'), 'new');
    assert.deepEqual(await readdir(folder), ['runs.csv']);
  });

  const refusals: Readonly<Record<string, (uri: vscode.Uri) => vscode.FileSystemError>> = {
    'nothing else is found': (uri) => vscode.FileSystemError.FileNotFound(uri),
    // What VS Code says of the folder of a file that was chosen with the browser's own dialog.
    'there is no handle': ({ path }) =>
      vscode.FileSystemError.Unavailable(`No file system handle registered (${path})`),
    'nobody knows why': ({ path }) => new vscode.FileSystemError(`No handle (${path})`),
  };
  for (const [where, refusal] of Object.entries(refusals))
    it(`are written as they are where nothing can stand beside them: ${where}, as a browser may have it`, async () => {
      const written: [string, string][] = [];
      const refuse = (uri: vscode.Uri) => {
        if (uri.path !== '/runs.csv') throw refusal(uri);
      };
      const provider: vscode.FileSystemProvider = {
        onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
        watch: () => new vscode.Disposable(() => undefined),
        stat: (uri) => {
          refuse(uri);
          return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
        },
        writeFile: (uri, bytes) => {
          refuse(uri);
          written.push([uri.path, new TextDecoder().decode(bytes)]);
        },
        readFile: () => new Uint8Array(),
        readDirectory: () => [],
        createDirectory: refuse,
        delete: refuse,
        rename: refuse,
      };
      const registered = vscode.workspace.registerFileSystemProvider('one-file', provider);
      try {
        const uri = vscode.Uri.from({ scheme: 'one-file', path: '/runs.csv' });
        await writeWhole(uri, () => Promise.resolve(Buffer.from('new')));
        assert.deepEqual(written, [['/runs.csv', 'new']]);
      } finally {
        registered.dispose();
      }
    });

  it('may have a name as long as the file system takes', async () => {
    const long = `${'漢'.repeat(80)}.agentrun.json`;
    await writeWhole(vscode.Uri.file(join(folder, long)), () => Promise.resolve(Buffer.from('new')));
    assert.deepEqual(await readdir(folder), [long]);
  });

  it('leave what was there when they cannot be made', async () => {
    await writeFile(target().fsPath, 'old');
    await assert.rejects(writeWhole(target(), () => Promise.reject(new Error('cancelled'))));
    assert.equal(await readFile(target().fsPath, 'utf8'), 'old');
    assert.deepEqual(await readdir(folder), ['runs.csv']);
  });

  it('never take the place of a folder', async () => {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(target(), 'in-the-way'));
    await assert.rejects(
      writeWhole(target(), () => Promise.resolve(Buffer.from('new'))),
      /^FileError: runs\.csv could not be written: There is a folder of this name\.$/,
    );
    assert.deepEqual(await readdir(folder, { recursive: true }), ['runs.csv', 'runs.csv/in-the-way']);
  });
});

describe('Exports in a real extension host', () => {
  it('end a pattern that never ends', () => {
    const [rule] = ownRules({ patterns: ['(a+)+$'], withinTime }, 100);
    assert.throws(() => rule?.findAll([`${'a'.repeat(50)}!`]), /takes too long/);
  });

  it('work in steps, and hand a failure on', async () => {
    assert.equal(
      await inSteps('Export', async ({ next }) => {
        await next();
        return 7;
      }),
      7,
    );
    await assert.rejects(
      inSteps('Export', () => Promise.reject(new Error('no'))),
      /^Error: no$/,
    );
  });
});

describe('Copies of a run in a real extension host', () => {
  const ref = firstRun();
  before(() => vscode.commands.executeCommand('agentRuns.exploreSamples'));

  it('as curl, with a placeholder for the key', async () => {
    await vscode.commands.executeCommand('agentRuns.copyRunAsCurl', ref);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^curl --globoff --header 'X-API-Key: YOUR_API_KEY' /);
    assert.ok(text.includes(ref.run));
  });

  it('as a link of this application to this extension', async () => {
    await vscode.commands.executeCommand('agentRuns.copyRunLink', ref);
    const link = vscode.Uri.parse(await vscode.env.clipboard.readText());
    assert.equal(link.scheme, vscode.env.uriScheme);
    assert.equal(link.authority, 'agent-run-inspector.agent-run-inspector');
    assert.equal(link.path, '/run');
  });

  it('as Markdown, with the place it lies in', async () => {
    void vscode.commands.executeCommand('agentRuns.copyRunAsMarkdown', ref);
    const text = await clipboardWith(/^# Run /);
    assert.match(text, /\n### Turn 1\b/);
  });
});

/** The command ends with its message; the clipboard is full before. */
function clipboardWith(pattern: RegExp): Promise<string> {
  return waitFor(`the clipboard with ${String(pattern)}`, async () => {
    const text = await vscode.env.clipboard.readText();
    return pattern.test(text) ? text : undefined;
  });
}

/** The made-up data is the same at each start, so that its ids are known here. */
function firstRun(): RunRef {
  const records = makeSampleData({ seed: 1, start: Date.now() }).cognigy?.(Date.now());
  const run = records?.runs.find(({ turns }) => Array.isArray(turns) && turns.length > 5);
  assert.ok(run, 'the samples have a run with turns');
  const path = [
    `scenario:${text(run['simulationReference'])}`,
    `simulation:${text(run['simulationRunBatchReference'])}`,
  ];
  return { connection: 'sample-cognigy', path, run: text(run['id']) };
}

function text(value: unknown): string {
  assert.equal(typeof value, 'string');
  return typeof value === 'string' ? value : '';
}
