/** Broken and hostile files: what cannot be read says where and why, and the good rest is shown. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { prettyJson } from '../../../src/export/prettyJson.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { unpacked } from '../../../src/services/files/runFileBytes.ts';
import { partText } from '../../../src/panel/run/parts.ts';
import { snapshotOf } from '../../../src/panel/run/snapshot.ts';
import { timelineOf } from '../../../src/panel/run/turns.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { fixture, read, refusal, rowsOf, whole } from './support.ts';

describe('A broken file', () => {
  it('that was cut off shows its whole runs, and where it ends', async () => {
    assert.deepEqual(rowsOf(await read('cut-off.json', fixture('cut-off.json'))), [
      'Run 1 passed',
      'Run 2 failed',
      'The rest of the file: line 112, column 1: the file ends in the middle of an object',
    ]);
  });

  it('with a flaw in the middle shows what comes before, and where it is', async () => {
    const text = fixture('cognigy-list.json').replace('"id": "run-3-of-the-shop"', "'id': 3");
    assert.deepEqual(rowsOf(await read('a.json', text)), [
      'Run 1 passed',
      'Run 2 failed',
      'The rest of the file: line 110, column 7: expected a name in quotes or }, found "\'"',
    ]);
  });

  it('of one run that was cut off is refused: without its end it would seem to be another one', async () => {
    const text = fixture('cognigy-run.json');
    assert.equal(
      await refusal('a.json', text.slice(0, text.indexOf('"totalTurns"'))),
      'a.json cannot be read: line 21, column 3: the file ends in the middle of an object.',
    );
  });

  it('of messages that was cut off shows those that are whole', async () => {
    const text = fixture('messages.json');
    const items = await read('a.json', text.slice(0, text.indexOf('Rudolph.')));
    assert.equal(whole(items[0]).turns?.length, 4);
    assert.match(
      rowsOf(items)[1] ?? '',
      /^The rest of the file: line 4\d, column \d+: the file ends in the middle of a text$/,
    );
  });

  const sentences: readonly (readonly [string, string, string])[] = [
    ['', 'a.json', 'a.json cannot be read: it is empty.'],
    [' \n', 'a.json', 'a.json cannot be read: it is empty.'],
    ['{', 'a.json', 'a.json cannot be read: line 1, column 2: the file ends in the middle of an object.'],
    ['{"a":1,}', 'a.json', 'a.json cannot be read: line 1, column 8: expected a name in quotes, found "}".'],
    ['{"a" 1}', 'a.json', 'a.json cannot be read: line 1, column 6: expected a colon, found "1".'],
    ['[1 2]', 'a.json', 'a.json cannot be read: line 1, column 4: expected a comma or ], found "2".'],
    ['[01]', 'a.json', 'a.json cannot be read: line 1, column 3: expected a comma or ], found "1".'],
    ['{"a":Nan}', 'a.json', 'a.json cannot be read: line 1, column 6: expected a value, found "N".'],
    [
      '\n {"a":"\\x"}',
      'a.json',
      'a.json cannot be read: line 2, column 8: expected an escape such as \\n, found "\\x".',
    ],
    [
      '\u0000',
      'a.json',
      'a.json cannot be read: line 1, column 1: expected a value, found the character U+0000.',
    ],
    [
      '{"a":"x\ny"}',
      'a.json',
      'a.json cannot be read: line 1, column 8: a text may not hold the character U+000A as it is; the closing quote may be missing.',
    ],
    ['hello', 'a.jsonl', 'a.jsonl cannot be read: line 1, column 1: expected a value, found "h".'],
    ['{"a":1}x', 'b.jsonl', 'b.jsonl cannot be read: line 1, column 8: expected a value, found "x".'],
    [
      '{"name":"x","version":"1","private":true,"a":1,"b":2}',
      'package.json',
      'package.json holds no runs: expected a run of a service, a saved run, a transcript or messages, got an object with name, version, private, a, ....',
    ],
    [
      '7',
      'a.json',
      'a.json holds no runs: expected a run of a service, a saved run, a transcript or messages, got a number.',
    ],
    [
      'null',
      'a.json',
      'a.json holds no runs: expected a run of a service, a saved run, a transcript or messages, got null.',
    ],
    [
      '[]',
      'a.json',
      'a.json holds no runs: expected a run of a service, a saved run, a transcript or messages, got an empty list.',
    ],
    [
      '{"data":[{"id":"s","referenceId":"s","name":"A scenario"}],"pagination":{}}',
      'a.json',
      'a.json holds no runs: expected a run of a service, a saved run, a transcript or messages, got an object with data, pagination.',
    ],
  ];
  for (const [text, name, sentence] of sentences)
    it(`says of ${JSON.stringify(text.slice(0, 20))} what is wrong and where`, async () => {
      assert.equal(await refusal(name, text), sentence);
    });

  it('has the position of the fault as data, for whoever opens the text there', async () => {
    const positionOf = async (name: string, text: string) => {
      const error = await read(name, text).then(
        () => undefined,
        (thrown: unknown) => (isProviderError(thrown) ? thrown : undefined),
      );
      return error && [error.reason, error.position];
    };
    assert.deepEqual(await positionOf('a.json', '\n {"a":"\\x"}'), ['badResponse', { line: 2, column: 8 }]);
    assert.deepEqual(await positionOf('a.json', ''), ['badResponse', undefined]);
    const large = `${' '.repeat(1_000_001)}\n{"a":1,}`;
    assert.deepEqual(await positionOf('a.json', large), ['badResponse', { line: 2, column: 8 }]);
  });

  it('tells of a hundred broken lines one by one, and counts the others', async () => {
    const lines = Array.from({ length: 250 }, () => 'oops').join('\n');
    const items = await read('a.jsonl', `${JSON.stringify({ id: 'r', turns: [] })}\n${lines}`);
    assert.equal(items.length, 102);
    assert.equal(rowsOf(items)[1], 'Line 2: line 2, column 1: expected a value, found "o"');
    assert.equal(rowsOf(items)[101], '150 more lines: they are no JSON either');
  });

  it('with bytes that are not UTF-8 shows the rest, and where they are', async () => {
    const text = fixture('cognigy-run.json');
    const bytes = new Uint8Array(Buffer.from(text.replace('lamp', 'l\u0001mp')));
    bytes[bytes.indexOf(1)] = 0xff;
    assert.deepEqual(rowsOf(await read('a.json', bytes)), [
      'Run 4 failed',
      'This file: line 11, column 44: not valid UTF-8; unreadable bytes are shown as \ufffd',
    ]);
  });

  it('finds the place also far into the file, where chunks meet', async () => {
    for (const before of [65_534, 65_535, 65_536, 65_537]) {
      const bytes = Buffer.concat([
        Buffer.from(`[{"role":"user","content":"${'é'.repeat(before)}`),
        Buffer.from([0xc3]),
        Buffer.from('"}]'),
      ]);
      const [, flaw] = rowsOf(await read('a.json', new Uint8Array(bytes)));
      assert.match(flaw ?? '', new RegExp(`column ${before + 28}:`), String(before));
    }
  });

  it('with wrong types shows broken rows beside healthy ones', async () => {
    const run = fixture('cognigy-run.json');
    const text = `{"data":[5,"x",null,[],{"id":7,"turns":[]},{"turns":[]},{"id":"r","turns":"oops"},${run}]}`;
    const expected = 'expected a run of a service, a saved run, a transcript or messages, got';
    assert.deepEqual(rowsOf(await read('a.json', text)), [
      `Entry 1: data[0]: ${expected} a number`,
      `Entry 2: data[1]: ${expected} a text`,
      `Entry 3: data[2]: ${expected} null`,
      `Entry 4: data[3]: ${expected} an empty list`,
      'Run at position 5: id: expected string, got number',
      `Entry 6: data[5]: ${expected} an object with turns`,
      'Run r: turns: expected array, got string',
      'Run 4 failed',
    ]);
  });

  it('with the same run twice shows both', async () => {
    const run = fixture('cognigy-run.json');
    const items = await read('a.json', `[${run},${run},${run}]`);
    assert.deepEqual(
      items.map(({ ref }) => ref.run),
      ['run-4-of-the-shop', 'run-4-of-the-shop (2)', 'run-4-of-the-shop (3)'],
    );
  });

  it('of a format that it does not know says which', async () => {
    const saved = (more: object) =>
      JSON.stringify({ format: 'agent-run', version: 1, provider: 'cognigy', run: {}, ...more });
    const rows = async (more: object) => rowsOf(await read('a.agentrun.json', saved(more)));
    assert.deepEqual(await rows({ version: 2 }), [
      'Saved run: version: expected 1, got 2: this was saved by a newer Agent Run Inspector',
    ]);
    assert.deepEqual(await rows({ version: '1' }), ['Saved run: version: expected 1, got another text']);
    assert.deepEqual(await rows({ provider: 'third' }), [
      'Saved run: provider: there is no service "third" here',
    ]);
    assert.deepEqual(await rows({ provider: '__proto__' }), [
      'Saved run: provider: there is no service "__proto__" here',
    ]);
    assert.deepEqual(await rows({ run: 'oops' }), ['Run at position 1: answer: expected object, got string']);
  });
});

describe('Hostile files', () => {
  const depth = 100_000;

  it('may nest 100,000 levels deep, anywhere', async () => {
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    const texts = [
      `{"id":"r","turns":[{"text":"Hi","data":${deep},"more":${deep}}],"rest":${deep}}`,
      `[{"role":"user","content":${deep}}]`,
      `[{"role":"user","content":"Hi","metadata":${deep}}]`,
      `{"session":{"events":[{"type":"user","content":${deep}}]}}`,
      `{"messages":[{"role":"user","content":"Hi"}],"rest":${deep}}`,
    ];
    for (const text of texts) {
      const run = whole((await read('a.json', text))[0]);
      assert.equal(run.turns?.length, 1);
      prettyJson(run.raw());
      markdownOf(run);
      const timeline = timelineOf(run.turns);
      const parts = { ref: run.ref, generation: 1, provider: 'x', place: { trail: [], position: undefined } };
      const snapshot = snapshotOf(run, {
        ...parts,
        timeline,
        anchor: 0,
        before: run.turns,
        problem: undefined,
      });
      JSON.stringify(snapshot);
      for (const kind of ['rest', 'turnData', 'turnExtra'] as const) partText(run, { of: kind, index: 0 });
    }
    assert.match(await refusal('a.json', deep), /holds no runs/);
    assert.match(
      await refusal('a.json', '['.repeat(depth)),
      /the file ends where a value|the file ends in the middle of a list/,
    );
    assert.match(await refusal('a.json', '{"a":'.repeat(depth)), /the file ends/);
  });

  it('that unpack to more than the limit cost no more than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    assert.ok(bomb.length < 10_000);
    await assert.rejects(unpacked(bomb, 1024 * 1024), { message: 'it has more than 1 MB when unpacked' });
    await assert.rejects(unpacked(new Uint8Array(1025 * 1024), 1024 * 1024), {
      message: 'it has more than 1 MB',
    });
    assert.equal(
      (await unpacked(gzipSync(Buffer.alloc(1024 * 1024)), 1024 * 1024)).bytes.length,
      1024 * 1024,
    );
  });

  it('whose packing is damaged give what comes before', async () => {
    const packed = gzipSync(fixture('mixed.jsonl'), { level: 0 });
    const cut = await unpacked(packed.subarray(0, packed.length - 900));
    assert.equal(cut.incomplete, 'its gzip data ends too early');
    assert.ok(cut.bytes.length > 1000);
    await assert.rejects(unpacked(new Uint8Array([0x1f, 0x8b, 1, 2, 3])), {
      message: 'its gzip data is damaged',
    });
  });

  it('change no object but their own', async () => {
    const text =
      '[{"role":"user","content":"Hi","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]';
    const run = whole((await read('a.json', text))[0]);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.deepEqual(Object.keys(run.turns?.[0]?.extra ?? {}), ['__proto__', 'constructor']);
  });
});
