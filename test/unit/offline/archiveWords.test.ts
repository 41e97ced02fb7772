/** What is said of the archive: each trouble in its own words, with a way out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TroubleReason } from '../../../src/archive/trouble.ts';
import { clearedWords } from '../../../src/services/archiving/archiveWords.ts';
import { remedyOf, removalWords, troubleWords } from '../../../src/services/archiving/troubleWords.ts';

const file = '/home/ada/archive.db';
const marks: Readonly<Record<TroubleReason, RegExp>> = {
  diskFull: /the disk is full.*Free some space/,
  io: /could not be read or written \(disk I\/O error\).*Check the disk/,
  readOnly: /may not be written.*permissions/,
  cannotOpen: /cannot be opened or made \(disk I\/O error\)/,
  locked: /another program holds it locked/,
  noMemory: /not enough memory/,
  damaged: /damaged and could not be set aside/,
  rebuilt: /word index .* damaged.*No run is lost/,
  moved: /moved, deleted or replaced/,
  tooNew: /newer version.*Update the extension/,
  unavailable: /no SQLite\. Update VS Code/,
  failed: /failed \(disk I\/O error\)/,
};

test('each trouble has a sentence of its own, which names the file without the name of the person', () => {
  const reasons = Object.keys(marks) as TroubleReason[];
  const sentences = reasons.map((reason) =>
    troubleWords({ reason, file, details: 'disk I/O error' }, '/home/ada'),
  );
  assert.equal(new Set(sentences).size, reasons.length);
  for (const [i, reason] of reasons.entries()) {
    assert.match(sentences[i] ?? '', marks[reason]);
    assert.doesNotMatch(sentences[i] ?? '', /ada/);
    assert.equal(/disk is full/.test(sentences[i] ?? ''), reason === 'diskFull', reason);
  }
  const setAside = { reason: 'damaged', file, setAside: `${file}.damaged-1` } as const;
  assert.match(troubleWords(setAside, '/home/ada'), /set aside as ~\/archive\.db\.damaged-1, and a new one/);
  assert.deepEqual(
    [
      ...[remedyOf(setAside, true), remedyOf({ reason: 'damaged', file }, true)],
      remedyOf({ reason: 'diskFull', file }, true),
    ],
    ['showFile', 'showLog', 'clearArchive'],
  );
});

test('a file on the other machine of a remote window cannot be shown, so its path is offered', () => {
  const setAside = { reason: 'damaged', file, setAside: `${file}.damaged-1` } as const;
  assert.deepEqual(
    [remedyOf(setAside, false), remedyOf({ reason: 'damaged', file }, false)],
    ['copyPath', 'showLog'],
  );
});

test('the question before much is removed says how much, of how much, and why', () => {
  assert.equal(
    removalWords({ why: 'age', due: 1200, runs: 1300, limit: 365, before: 0 }),
    '1,200 of 1,300 archived runs were last reported by their services more than 365 days before the newest look at them. If a clock was wrong, keep them. Remove them from this machine?',
  );
  assert.equal(
    removalWords({ why: 'size', due: 700, runs: 1000, limit: 1000, before: undefined }),
    'The archive is larger than 1,000 MB, the size that is set. To fit, 700 of 1,000 archived runs would be removed, the oldest first. Remove them from this machine?',
  );
});

test('what is cleared is named with what was set aside', () => {
  const none = { files: 0, bytes: 0 };
  assert.equal(clearedWords({ runs: 3, bytes: 1_048_576, setAside: none }), '3 archived runs (1.0 MB)');
  assert.equal(
    clearedWords({ runs: 3, bytes: 1_048_576, setAside: { files: 2, bytes: 5_242_880 } }),
    '3 archived runs (1.0 MB) and 2 damaged files that were set aside (5.0 MB)',
  );
  assert.equal(
    clearedWords({ runs: 0, bytes: 4096, setAside: { files: 1, bytes: 5_242_880 } }),
    '1 damaged file that was set aside (5.0 MB)',
  );
});
