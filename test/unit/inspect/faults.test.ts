/** The fault table of logs: each ends in the right sentence, and what was good stays. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { InspectSource } from '../../../src/providers/inspect/source.ts';
import { zipOf } from '../../support/inspect/zip.ts';
import { fileOf, folderOf, header, membersOf, never, sampleOf, usual, type CountedFile } from './support.ts';

const place = { connection: 'c', path: ['log:a.eval'] };
const text = (words: string) => new TextEncoder().encode(words);

/** A field of the directory's entry for sample a. */
function entryWith(field: number, value: number): Uint8Array {
  const bytes = zipOf(membersOf({ ...usual, how: 'deflate' }));
  const name = Buffer.from(bytes).lastIndexOf('samples/a_epoch_1.json');
  new DataView(bytes.buffer).setUint16(name - 46 + field, value, true);
  return bytes;
}

const long = entryWith(24, 0);
new DataView(long.buffer).setUint32(
  Buffer.from(long).lastIndexOf('samples/a_epoch_1.json') - 22,
  0x7fff_ffff,
  true,
);

const ofLog: readonly (readonly [fault: string, bytes: Uint8Array, sentence: string])[] = [
  [
    'an empty file',
    text(''),
    'This is no log of Inspect: it holds neither header.json nor _journal/start.json.',
  ],
  [
    'a text file',
    text('hello'),
    'This is no log of Inspect: it holds neither header.json nor _journal/start.json.',
  ],
  [
    'another ZIP file',
    zipOf([{ name: 'a.txt', text: 'x' }]),
    'This is no log of Inspect: it holds neither header.json nor _journal/start.json.',
  ],
  [
    'a head that is no object',
    zipOf([{ name: 'header.json', text: '[]' }]),
    'This is no log of Inspect: it holds neither header.json nor _journal/start.json.',
  ],
  [
    'summaries that are no JSON',
    zipOf([...membersOf({ header }), { name: 'summaries.json', text: '[{' }]),
    'The log is damaged: summaries.json is no JSON.',
  ],
];

const ofSample: readonly (readonly [fault: string, bytes: Uint8Array, sentence: string])[] = [
  [
    'no JSON',
    zipOf(membersOf({ ...usual, samples: { a_epoch_1: '{"id": ' } })),
    'The log is damaged: sample a, epoch 1 is no JSON.',
  ],
  [
    'packed in an unknown way',
    entryWith(10, 14),
    'The log is damaged: samples/a_epoch_1.json is packed in a way that is not known here (14).',
  ],
  ['encrypted', entryWith(8, 1), 'The log is damaged: samples/a_epoch_1.json is encrypted.'],
  [
    'longer than can be held',
    long,
    'samples/a_epoch_1.json of the log has 2048.0 MB, more than can be shown.',
  ],
];

function storeOver(files: Map<string, CountedFile>): RunStore {
  const connection = { id: 'c', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' };
  const source = new InspectSource(connection, folderOf(files), () => 0);
  return new RunStore({
    client: () => Promise.resolve(source),
    pageSize: () => 50,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => 'Logs',
    pinned: () => [],
    now: () => 0,
  });
}

describe('A fault of a log', () => {
  for (const [fault, bytes, sentence] of ofLog)
    it(`${fault}: the sentence, beside what was good before`, async () => {
      const files = new Map([['a.eval', fileOf(zipOf(membersOf(usual)))]]);
      const store = storeOver(files);
      await store.refresh(place);
      files.set('a.eval', fileOf(bytes, '2'));
      await store.refresh(place);
      assert.deepEqual(
        [store.listing(place)?.failure?.message, store.listing(place)?.items.length],
        [sentence, 2],
      );
      await store.refresh({ connection: 'c', path: [] });
      const [row] = store.listing({ connection: 'c', path: [] })?.items ?? [];
      assert.ok(row?.kind === 'collection');
      const said = new Map(row.facts).get('Cannot be read');
      assert.equal(said, sentence);
    });
});

describe('A fault of a sample', () => {
  for (const [fault, bytes, sentence] of ofSample)
    it(`${fault}: the sentence, beside its row`, async () => {
      const store = storeOver(new Map([['a.eval', fileOf(bytes)]]));
      await store.refresh(place);
      const ref = { ...place, run: 'a' };
      await assert.rejects(
        store.load(ref, never),
        (error) => isProviderError(error) && error.message === sentence,
      );
      assert.equal(store.peek(ref)?.title, 'Sample a, epoch 1');
    });

  it('in one log is none in another', async () => {
    const files = new Map([
      ['a.eval', fileOf(text('hello'))],
      ['b.eval', fileOf(zipOf(membersOf({ header, samples: { a_epoch_1: sampleOf('a') } })))],
    ]);
    const store = storeOver(files);
    await store.refresh({ connection: 'c', path: [] });
    assert.equal(store.listing({ connection: 'c', path: [] })?.items.length, 2);
    const found = await store.load({ connection: 'c', path: ['log:b.eval'], run: 'a' }, never);
    assert.equal(found.kind, 'run');
  });
});
