import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { withinTime } from '../../src/services/host/withinTime.ts';
import { defaultView } from '../../src/core/rows/view.ts';
import { rowOf, type Chooser } from '../../src/services/chooser.ts';
import { exportRun } from '../../src/vscode/export/exportRun.ts';
import type { ExportNeeds } from '../../src/vscode/export/needs.ts';
import { collectionAt, page, runAt, storeRig } from '../unit/core/support.ts';

describe('Exporting a collection in a real extension host', () => {
  const { showQuickPick, showSaveDialog, showInformationMessage, showWarningMessage } = vscode.window;
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
  });
  afterEach(async () => {
    Object.assign(vscode.window, {
      ...{ showQuickPick, showSaveDialog, showInformationMessage, showWarningMessage },
    });
    await rm(folder, { recursive: true, force: true });
  });

  /** Answers every question: the format, what is ticked, whether all is loaded, where to. */
  function answer(format: string, unticked: string, load: string) {
    const asked: string[] = [];
    Object.assign(vscode.window, {
      showQuickPick: (items: { label: string }[], { canPickMany = false }) => {
        asked.push(...items.map(({ label }) => label));
        const kept = items.filter(({ label }) => !label.startsWith(unticked));
        return Promise.resolve(canPickMany ? kept : items.find(({ label }) => label === format));
      },
      showSaveDialog: () => Promise.resolve(vscode.Uri.file(join(folder, 'out.json'))),
      showInformationMessage: (text: string) => {
        asked.push(text);
        return Promise.resolve(undefined);
      },
      showWarningMessage: (text: string) => {
        asked.push(text);
        return Promise.resolve(text.includes('The service has more') ? load : undefined);
      },
    });
    return asked;
  }

  async function exportTwoPages(load: string): Promise<string> {
    const rig = storeRig({ pageSize: 1 });
    const row = { kind: 'collection', item: collectionAt(['s', 'b']), judged: undefined };
    const needs: ExportNeeds = {
      settings: { redaction: () => ({ patterns: ['secret\\d'], withinTime }), csvSeparator: () => 'auto' },
      chooser: { rows: (argument: unknown) => [rowOf(argument)] } as unknown as Chooser,
      arrangement: { options: defaultView },
      store: rig.store,
    };
    const done = exportRun(needs, { row });
    const run = (id: string) => runAt(id, { text: `{"id": "${id}", "m": "a@b.de secret7 +49 211 1234567"}` });
    for (let answered = 0; answered < (load === 'Load All First' ? 2 : 1);) {
      const waiting = rig.lists[answered];
      if (waiting) await waiting.answer(page([run(`r${++answered}`)], answered === 1 ? { next: '2' } : {}));
      else await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
    return readFile(join(folder, 'out.json'), 'utf8');
  }

  it('asks for the rest, loads it, redacts what stays ticked, and says what it did', async () => {
    const asked = answer('JSON', 'Phone numbers', 'Load All First');
    assert.equal(
      await exportTwoPages('Load All First'),
      '[\n{"id": "r1", "m": "[e-mail] [removed] +49 211 1234567"},\n' +
        '{"id": "r2", "m": "[e-mail] [removed] +49 211 1234567"}\n]\n',
    );
    assert.ok(asked.includes('E-mail addresses: 2 places'));
    assert.ok(asked.includes('Own pattern: secret\\d: 2 places'));
    assert.match(asked.at(-1) ?? '', /^Exported 2 runs as JSON/);
    assert.deepEqual(await readdir(folder), ['out.json']);
  });

  it('exports what is loaded when that is enough', async () => {
    answer('JSON Lines', 'nothing', 'Export the 1 Loaded Run');
    assert.equal(await exportTwoPages('no'), '{"id":"r1","m":"[e-mail] [removed] [phone]"}\n');
  });
});
