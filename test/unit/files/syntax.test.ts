/** What the bytes of a file are: JSON, lines of it, text of another encoding, numbers that are none, or no text at all. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpacked } from '../../../src/services/files/runFileBytes.ts';
import { noteOf, read, refusal, rowsOf, saidIn, whole } from './support.ts';

const talk = (text: string) => `{"messages":[{"role":"user","content":"${text}"}]}`;

describe('The same bytes', () => {
  const texts: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'printed objects after each other',
      '{\n "messages": [\n  {"role":"user","content":"Hi"}\n ]\n}\n{\n "messages": [\n  {"role":"user","content":"Ho"}\n ]\n}\n',
      ['1: Hi none', '2: Ho none'],
    ],
    [
      'a record, then a printed one',
      `${talk('Hi')}\n{\n"messages":[{"role":"user","content":"Ho"}]\n}`,
      ['1: Hi none', '2: Ho none'],
    ],
    ['lines', `${talk('Hi')}\r\n\r\n${talk('Ho')}\r\n`, ['1: Hi none', '2: Ho none']],
    [
      'lines, the first one broken',
      `{"messages":[\n${talk('Hi')}\n${talk('Ho')}\n`,
      ['Line 1: line 1, column 14: the line ends in the middle of a list', '1: Hi none', '2: Ho none'],
    ],
    [
      'a record and a line that is none',
      `${talk('Hi')}\noops\n`,
      ['Conversation none', 'Line 2: line 2, column 1: expected a value, found "o"'],
    ],
  ];
  for (const [what, text, rows] of texts)
    it(`give the same runs whatever the file is called: ${what}`, async () => {
      for (const name of ['a.json', 'a.jsonl', 'a.ndjson', 'a.txt', 'a'])
        assert.deepEqual(rowsOf(await read(name, text)), rows, name);
    });
});

describe('Numbers that are none', () => {
  it('count as not reported, and a note says how many', async () => {
    const text =
      '{"score":NaN,"low":-Infinity,"messages":[{"role":"user","content":"NaN, Infinity \\" NaN"},{"role":"assistant","content":"Hello","logprob":Infinity}]}';
    const [item] = await read('a.json', text);
    assert.deepEqual(saidIn(item), [
      ['user', 'NaN, Infinity " NaN'],
      ['assistant', 'Hello'],
    ]);
    assert.deepEqual(whole(item).rest, { score: null, low: null });
    assert.equal(
      await noteOf('a.json', text),
      '3 values (NaN, Infinity) are no numbers and count as not reported.',
    );
    assert.equal(await noteOf('a.json', talk('NaN')), undefined);
  });

  it('are read in lines, in values after each other, and before what is cut off', async () => {
    const one = '{"score":NaN,"messages":[{"role":"user","content":"Hi"}]}';
    assert.deepEqual(rowsOf(await read('a.jsonl', `${one}\n${one}`)), ['1: Hi none', '2: Hi none']);
    assert.deepEqual(rowsOf(await read('a.jsonl', `${one} ${one}`)), ['1: Hi none', '2: Hi none']);
    assert.equal(
      await noteOf('a.jsonl', `${one}\n${one}`),
      '2 values (NaN, Infinity) are no numbers and count as not reported.',
    );
    const cut = await read(
      'a.json',
      '{"score":NaN,"messages":[{"role":"user","content":"Hi"},{"role":"assist',
    );
    assert.deepEqual(saidIn(cut[0]), [['user', 'Hi']]);
  });
});

describe('Other encodings and packings', () => {
  it('UTF-16 is read without its mark, too', async () => {
    const text = '[{"role":"user","content":"Hi, Zoë \u{1f600}"}]';
    const little = new Uint8Array(Buffer.from(text, 'utf16le'));
    for (const bytes of [little, new Uint8Array(Buffer.from(little).swap16())])
      assert.deepEqual(saidIn((await read('a.json', bytes))[0]), [['user', 'Hi, Zoë \u{1f600}']]);
  });

  const others: readonly (readonly [string, readonly number[] | string, string])[] = [
    ['a.eval', [0x50, 0x4b, 3, 4, 1, 2], 'a.eval is a ZIP archive; unpack it and open what is in it.'],
    [
      'a.db',
      'SQLite format 3\0more',
      'a.db is a SQLite database; export what is in it as JSON and open that.',
    ],
    ['a.zst', [0x28, 0xb5, 0x2f, 0xfd, 1], 'a.zst is packed by zstd; unpack it and open what is in it.'],
    ['a.tar', `${'a'.repeat(257)}ustar\0`, 'a.tar is a tar archive; unpack it and open what is in it.'],
    ['a.json', [0x5b, 0, 0, 0, 0x5d, 0, 0, 0], 'a.json looks like UTF-32; save it as UTF-8 and open that.'],
    ['a.json', [0, 0, 0, 0x5b, 0, 0, 0, 0x5d], 'a.json looks like UTF-32; save it as UTF-8 and open that.'],
  ];
  for (const [name, start, sentence] of others)
    it(`is said by name: ${sentence}`, async () => {
      const bytes = typeof start === 'string' ? new TextEncoder().encode(start) : new Uint8Array(start);
      assert.equal(await refusal(name, bytes), sentence);
    });

  it('gzip in gzip is said', async () => {
    const { bytes } = await unpacked(gzipSync(gzipSync('[]')));
    assert.equal(
      await refusal('a.gz', bytes),
      'a.gz is packed by gzip twice; unpack it and open what is in it.',
    );
  });

  it('of a file with very many gzip members and bytes behind them, others have their turn between', async () => {
    let turns = 0;
    let isDone = false;
    const turn = (): void => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    const members = Array<Uint8Array>(500).fill(gzipSync('a'));
    const { bytes, note } = await unpacked(Buffer.concat([...members, Buffer.from('behind')]));
    isDone = true;
    assert.equal(bytes.length, 500);
    assert.equal(note, '6 bytes after its gzip data were left out.');
    assert.ok(turns > 400, `${turns}`);
  });

  it('bytes behind the end of gzip data cost nothing of it, and are said', async () => {
    const first = gzipSync(`${talk('Hi')}\n`);
    const second = gzipSync(talk('Ho'));
    const both = await unpacked(Buffer.concat([first, second, Buffer.from('trailing')]));
    assert.deepEqual(
      [Buffer.from(both.bytes).toString(), both.note, both.incomplete],
      [`${talk('Hi')}\n${talk('Ho')}`, '8 bytes after its gzip data were left out.', undefined],
    );
    const zeros = await unpacked(Buffer.concat([first, second, Buffer.alloc(512)]));
    assert.deepEqual([zeros.bytes.length, zeros.note], [both.bytes.length, undefined]);
    const damaged = await unpacked(Buffer.concat([first, second.subarray(0, 12), Buffer.from('xxxxxxxx')]));
    assert.deepEqual(
      [Buffer.from(damaged.bytes).toString(), damaged.incomplete],
      [`${talk('Hi')}\n`, 'its gzip data is damaged'],
    );
  });
});
