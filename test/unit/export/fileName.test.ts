import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { fileNameOf, temporaryName, pathOf } from '../../../src/services/export/fileName.ts';

test('a name is of characters that every system takes', () => {
  assert.equal(fileNameOf('Run 3: a/b\\c <x> "y"? 🙂', 'run'), 'Run 3 a b c x y');
  assert.equal(fileNameOf('..', 'run'), 'run');
  assert.equal(fileNameOf('Fünf हिन्दी', 'run'), 'Fünf हिन्दी');
});

test('no name means a device on Windows', () => {
  for (const name of ['con', 'NUL', 'com1', 'LPT9', 'COM\u00b9', 'lpt\u00b3'])
    assert.equal(fileNameOf(name, 'run'), `${name}_`);
  assert.equal(fileNameOf('COM10', 'run'), 'COM10');
});

test('a document is called by plain words', () => {
  assert.equal(pathOf('run-1', 'Run 3'), 'run-1/Run 3');
  assert.equal(pathOf('a/../b', 'safe \u202egnp.exe \ud800'), 'a b/safe gnp exe');
  assert.doesNotThrow(() => encodeURIComponent(pathOf('\ud800x', '\udc00')));
});

test('a long name in any script fits a file system, with its ending and beside its place', () => {
  for (const letter of ['a', 'é', '漢', '𠀀', 'हि']) {
    const name = fileNameOf(letter.repeat(500), 'run');
    assert.ok(Buffer.byteLength(`${name}.agentrun.json`) <= 143, letter);
    assert.ok(Buffer.byteLength(name) > 110, letter);
    assert.equal(name, letter.repeat(name.length / letter.length), 'no half characters');
  }
  assert.equal(temporaryName('01234567-89ab'), '.agentrun-01234567.tmp');
});
