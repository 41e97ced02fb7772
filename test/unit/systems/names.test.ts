/** Names and paths as Windows and macOS have them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { troubleWords } from '../../../src/services/archiving/troubleWords.ts';
import { fileNameOf } from '../../../src/services/export/fileName.ts';
import { diskFolder, rangesOf } from '../../../src/services/files/diskRanges.ts';
import { maySameFile } from '../../../src/services/files/sameAddress.ts';
import { keyName } from '../../../webview/kit/macKeys.ts';
import { refusing } from './support.ts';

test('what is written is called by no device of Windows, in either case', () => {
  for (const name of ['CON', 'nul', 'Aux', 'prn.', 'COM1', 'lpt9'])
    assert.equal(fileNameOf(name, 'run'), `${name.replace('.', '')}_`);
  assert.equal(fileNameOf('Console', 'run'), 'Console');
  assert.equal(fileNameOf('con', 'runs', '3 of 5 passed'), 'con - 3 of 5 passed');
  assert.equal(fileNameOf('', 'aux'), 'aux_');
});

test('no name ends or begins with a dot or a space, which Windows drops or hides', () => {
  for (const name of ['a.', ' a ', '.a', 'a...', 'a:b', 'a|b', 'a\\b', 'a\tb'])
    assert.match(fileNameOf(name, 'run'), /^a( b)?$/, name);
});

test('a watcher that names a file in other letters means the same one', () => {
  const opened = 'file:///c%3A/Users/Me/R%C3%A9sum%C3%A9.json';
  assert.ok(maySameFile('file:///C:/users/me/r%C3%A9sum%C3%A9.json', opened));
  assert.ok(maySameFile('file:///c%3A/Users/Me/Re%CC%81sume%CC%81.json', opened), 'macOS: accents apart');
  assert.ok(!maySameFile('file:///c%3A/Users/Me/Resume.json', opened));
  assert.ok(maySameFile('file:///a%ZZ', 'file:///A%zz'), 'what is no encoding is compared as it is');
});

test('a log is one whatever the case of its ending', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'names-'));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'Sub'));
  writeFileSync(join(folder, 'Sub', 'A.EVAL'), '');
  writeFileSync(join(folder, 'a.txt'), '');
  const { files } = await diskFolder(pathToFileURL(folder).href).files(
    ['.eval'],
    new AbortController().signal,
  );
  assert.deepEqual(
    files.map(({ path }) => path),
    ['Sub/A.EVAL'],
  );
});

test("the person's own folder is ~ in messages, however the letter of its drive is written", () => {
  const file = 'c:\\Users\\ada\\archive.db';
  const words = troubleWords(
    { reason: 'readOnly', file, details: "open 'C:\\Users\\ada\\archive.db'" },
    'C:\\Users\\ada',
  );
  assert.doesNotMatch(words, /ada/);
  assert.match(words, /~\\archive\.db/);
});

test('a share that VS Code may not use is refused with the way out', async (context) => {
  refusing(context, 'node:fs/promises', 'stat', 'ERR_UNC_HOST_NOT_ALLOWED');
  const error: unknown = await rangesOf('/server/share/a.eval').catch((reason: unknown) => reason);
  assert.ok(isProviderError(error));
  assert.equal(error.message, 'a.eval cannot be read: it is on another computer, which VS Code may not use.');
  assert.equal(
    error.nextStep,
    'Add the computer to the setting security.allowedUNCHosts, and reload the window.',
  );
});

test('keys are called as on the keyboard of a Mac', () => {
  assert.equal(keyName('/ or Ctrl+F', 'MacIntel'), '/ or ⌘F');
  assert.equal(keyName('Space, Ctrl+Click', 'MacIntel'), 'Space, ⌘Click');
  assert.equal(keyName('Enter, Shift+Enter', 'MacIntel'), 'Enter, ⇧Enter');
  assert.equal(keyName('/ or Ctrl+F', 'Win32'), '/ or Ctrl+F');
});
