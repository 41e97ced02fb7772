/** Whatever a file holds, reading it takes time in proportion to its length. */
import { describe, it } from 'node:test';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import {
  elementTexts,
  isObject,
  parseJsonText,
  sameData,
  stringEnd,
  valueText,
} from '../../../src/core/kit/json.ts';
import { recordsOf } from '../../../src/providers/files/contents.ts';
import { entriesOf } from '../../../src/providers/files/entries.ts';
import { loadReaders } from '../../../src/providers/files/readers.ts';
import { positionIn, scanValue } from '../../../src/providers/files/syntax.ts';
import { textOfBytes } from '../../../src/providers/files/text.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';

const readers = await loadReaders([cognigy, promptingCompany]);
const size = 30_000;
const place = { connection: 'run-files', path: ['a'] };

/** All that happens to a file, up to every row. */
function shown(text: string, name = 'a.json'): void {
  const records = recordsOf(new TextEncoder().encode(text), name, readers);
  const deps = { readers, place, name, chosen: undefined, knownRuns: () => [] };
  for (const entry of entriesOf(records, deps)) entry.item();
}

/** Also what is refused has been read. */
function tried(work: () => void): void {
  try {
    work();
  } catch {
    // Only the time counts.
  }
}

describe('Time grows with the length of the text', () => {
  const units = [
    ...[
      '1 ',
      '1\n',
      '{}\n',
      '[',
      '{"a":',
      '"',
      '\\',
      '"\\',
      '\\"',
      '"\\"',
      '[1,',
      '{"a":1,',
      '\n',
      ' ',
      '\r\n',
    ],
    ...['{"id":"r","turns":[]}\n', '[{"role":"user","content":"hi"}]\n', '{"role":"user","content":"hi"}\n'],
    ...[
      '{"messages":[]}\n',
      '{"id":"c","messages":[{"role":"user","content":"x"}]}\n',
      '{oops\n',
      '\u0000',
      'é',
    ],
    ...[
      '{"session":{"events":[]},"runId":"r1"}\n',
      '{"id":"r1","turns":[]}\n{"session":{"events":[]},"runId":"r1"}\n',
    ],
  ];
  for (const unit of units)
    it(`of files that repeat ${JSON.stringify(unit)}`, () => {
      assertGrowsWithLength('a file', (text) => tried(() => shown(text)), unit, size);
      assertGrowsWithLength('lines', (text) => tried(() => shown(text, 'a.jsonl')), unit, size);
      assertGrowsWithLength(
        'a list',
        (text) => tried(() => shown(`[${text.trim().replaceAll('\n', ',')}]`)),
        unit,
        size,
      );
      assertGrowsWithLength(
        'a text',
        (text) => tried(() => shown(JSON.stringify([{ role: 'user', content: text }]))),
        unit,
        size,
      );
    });

  it('of formats that hold many runs, many lists or many members', () => {
    const numbered = (text: string, member: string) => text.replaceAll('k', () => `"k${count++}":${member},`);
    let count = 0;
    const message = '{"role":"user","content":"x"}';
    const shapes: readonly (readonly [string, (text: string) => string])[] = [
      ['lists of messages', (text) => `{${numbered(text, `[${message}]`)}"z":1}`],
      ['lists of conversations', (text) => `{${numbered(text, `[{"messages":[${message}]}]`)}"z":1}`],
      ['preferences', (text) => `{${numbered(text, '1')}"prompt":"x","chosen":"y","rejected":"z"}`],
      [
        'a tree',
        (text) =>
          `{"mapping":{${numbered(text, '{"parent":"k0","message":{"author":{"role":"user"}}}')}"z":{"message":null}}}`,
      ],
      [
        'samples',
        (text) =>
          `{"eval":{"task":"t","more":"${'m'.repeat(500)}"},"samples":[${text.replaceAll('k', `{"id":1,"messages":[${message}]},`)}{}]}`,
      ],
      [
        'results',
        (text) =>
          `{"results":{"results":[${text.replaceAll('k', '{"prompt":"x","success":true,"vars":{}},')}{}]}}`,
      ],
      [
        'ticks',
        (text) =>
          `{"task_id":1,"termination_reason":"x","ticks":[${text.replaceAll('k', '{"agent_chunk":{"content":"x"}},')}{}]}`,
      ],
      [
        'records',
        (text) => `[${text.replaceAll('k', `{"type":"user","uuid":"u","message":${message}},`)}{}]`,
      ],
    ];
    for (const [what, textOf] of shapes)
      assertGrowsWithLength(what, (text) => tried(() => shown(textOf(text))), 'k', 4_000);
  });

  it('of the values of JSON and their places', () => {
    for (const unit of units) {
      assertGrowsWithLength('scanValue', (text) => void scanValue(text, 0), unit, size);
      assertGrowsWithLength('scanValue in a list', (text) => void scanValue(`[${text}]`, 0), unit, size);
      assertGrowsWithLength('positionIn', (text) => void positionIn(text, text.length), unit, size);
      assertGrowsWithLength('stringEnd', (text) => void stringEnd(`"${text}`, 0), unit, size);
    }
    for (const unit of ['1,', '"\\\\\\"",', '{"a":[1]},', '[[]],']) {
      const list = (text: string) => `{"b":[${text}0],"a":[${text}0]}`;
      assertGrowsWithLength('elementTexts', (text) => void elementTexts(list(text), ['a']), unit, size);
      assertGrowsWithLength('valueText', (text) => void valueText(list(text), ['a']), unit, size);
      assertGrowsWithLength(
        'sameData',
        (text) => void sameData(parseJsonText(list(text)), parseJsonText(list(text))),
        unit,
        size,
      );
    }
    const members = (text: string) => `{${text.replaceAll('k', '"k":1,')}"a":1}`;
    assertGrowsWithLength('valueText among members', (text) => void valueText(members(text), ['a']), 'k');
    assertGrowsWithLength('isObject', (text) => void isObject(parseJsonText(members(text))), 'k');
  });

  it('of bytes that are no text', () => {
    for (const unit of ['\u00ff', 'a\u00ff', '\u00c3', '\u00f0\u009f', '\u0000', 'a'])
      assertGrowsWithLength(
        'textOfBytes',
        (text) => void textOfBytes(Buffer.from(text, 'latin1')),
        unit,
        size,
      );
  });
});
