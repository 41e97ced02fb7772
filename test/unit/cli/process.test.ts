import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { bundled } from '../../support/bundled.ts';
import { zipOf } from '../../support/inspect/zip.ts';
import { projectRoot } from '../../support/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'runs-process-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string) => join(projectRoot, 'test/fixtures/files', name);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('as a process', () => {
  const program = bundled('src/cli/main.ts', folder);
  const started = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });
    return [status, stdout.split('\n')[0], stderr.split('\n')[0]];
  };

  it('prints what it was asked for and ends with 0, 1 or 2', () => {
    assert.deepEqual(started('redact', file('plain.txt', 'A word.\n')), [0, 'A word.', '']);
    const rate = '2 of 3 passed (66.7 %, likely 21–94 %)';
    const unmet = started('batch', fixture('cognigy-list.json'), '--fail-under', '0.9');
    assert.deepEqual(unmet, [1, rate, `The pass rate is under 90 %: ${rate}.`]);
    assert.deepEqual(started('read'), [2, '', 'read needs a file.']);
  });

  it('ends when nobody reads what it prints any more', async () => {
    const lines = file('long.jsonl', '{"messages":[{"role":"user","content":"hi"}]}\n'.repeat(20_000));
    const child = spawn(process.execPath, [program, 'read', lines], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = text(child.stderr);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    assert.deepEqual(await once(child, 'close'), [0, null]);
    assert.equal(await said, '');
  });

  it('fails a build also where nobody reads what it prints any more', async () => {
    const words = ['export', '--format', 'jsonl', file('no-runs.json', '[]')];
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    assert.deepEqual(await once(child, 'close'), [1, null]);
    const unread = spawn(process.execPath, [program, 'read'], { stdio: ['ignore', 'pipe', 'pipe'] });
    unread.stderr.destroy();
    assert.deepEqual(await once(unread, 'close'), [2, null]);
  });

  it('says that what it found could not be written, and fails', { skip: !existsSync('/dev/full') }, () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [program, 'read', fixture('cognigy-list.json')], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    const said = 'What was found could not be written: ENOSPC: no space left on device, write.\n';
    assert.deepEqual([status, stderr], [1, said]);
  });

  it('runs with the first Node 22, which knows less of packed files', () => {
    const early = file(
      'early.cjs',
      "const zlib = require('node:zlib');\n" +
        "for (const later of ['crc32', 'zstdDecompress', 'createZstdDecompress']) delete zlib[later];\n",
    );
    const sample = { id: 'a', epoch: 1, scores: { match: { value: 'C' } }, messages: [] };
    const head = { version: 2, status: 'success', eval: { task: 'lamps', model: 'made-up/one' } };
    const members = [
      { name: '_journal/start.json', text: JSON.stringify(head) },
      { name: 'samples/a_epoch_1.json', text: JSON.stringify(sample) },
      { name: 'header.json', text: JSON.stringify(head) },
    ];
    const read = (how: 'deflate' | 'zstd') => {
      const log = join(folder, `${how}.eval`);
      writeFileSync(log, zipOf(members.map((each) => ({ ...each, how }))));
      const words = ['--require', early, program, 'read', log];
      const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
      return [status, stdout, stderr];
    };
    assert.deepEqual(read('deflate'), [0, 'passed   Sample a, epoch 1 (0 turns)\n1 run\n', '']);
    assert.deepEqual(read('zstd'), [
      0,
      '0 runs\n',
      'header.json of the log is packed with Zstandard, which cannot be unpacked here. ' +
        'Open the log in VS Code on the desktop.\n',
    ]);
  });

  it('writes into a file at its end', () => {
    const path = file('appended.txt', 'Before.\n');
    const end = openSync(path, 'a');
    const { status } = spawnSync(process.execPath, [program, 'read', fixture('cognigy-run.json')], {
      stdio: ['ignore', end, 'pipe'],
    });
    closeSync(end);
    assert.equal(status, 0);
    assert.equal(
      readFileSync(path, 'utf8'),
      'Before.\nfailed   Run 4: criterion not met: Order Asked For (2 turns)\n1 run\n',
    );
  });
});
