/** A log in a ZIP file: however it is packed, whatever became of its writer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEvalFile } from '../../../src/providers/inspect/container.ts';
import { zipOf, type MemberToWrite } from '../../support/inspect/zip.ts';
import {
  evalHead,
  fileOf,
  header,
  logOf,
  membersOf,
  opened,
  rows,
  run,
  runsOf,
  saidIn,
  sampleOf,
  sentence,
  summaryOf,
  usual,
  wholes,
} from './support.ts';

const said = [
  ['user', 'Which lamp?'],
  ['assistant', 'The red one.'],
];

describe('A log in a ZIP file', () => {
  for (const how of ['stored', 'deflate', 'zstd', 'frames', 'behind'] as const)
    it(`is read with members that are packed as ${how}`, async () => {
      const [first, second] = await runsOf({ ...usual, how });
      assert.deepEqual([first?.title, second?.title], ['Sample b, epoch 1', 'Sample a, epoch 1']);
      assert.deepEqual(first && saidIn(first), said);
    });

  it('is read with long sizes and places (ZIP64)', async () => {
    const [first] = await runsOf(usual, { long: true });
    assert.deepEqual(first && saidIn(first), said);
  });

  it('is known by its first member, and other ZIP files are not', () => {
    assert.equal(isEvalFile(zipOf(membersOf(usual))), true);
    assert.equal(isEvalFile(zipOf([{ name: 'word/document.xml', text: '<a/>' }])), false);
    assert.equal(isEvalFile(new TextEncoder().encode('{"eval": {}}')), false);
    assert.equal(isEvalFile(new Uint8Array()), false);
  });

  it('tells of its samples from head and summaries, and reads of a sample its own bytes', async () => {
    const filler = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 9973).join(' ');
    const samples = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [
        `s${index}_epoch_1`,
        sampleOf(`s${index}`, { store: { filler } }),
      ]),
    );
    const summaries = Object.values(samples).map((_, index) => summaryOf(`s${index}`));
    const file = logOf({ header, samples, summaries, how: 'stored' });
    const log = await opened(file);
    const [row] = rows(log);
    // The end of the file is read in one piece, in which the directory is looked for.
    assert.ok(file.read.bytes < 100_000, String(file.read.bytes));
    assert.deepEqual([run(row).verdict, run(row).turns], ['passed', undefined]);
    const before = file.read.bytes;
    const [entry] = log.entries;
    const whole = await entry?.run(
      { connection: 'c', path: [], run: entry.id },
      new AbortController().signal,
    );
    assert.equal(run(whole).turns?.length, 2);
    assert.ok(file.read.bytes - before < filler.length + 2000, String(file.read.bytes - before));
  });

  it('names row and run alike, so that the run stays when the list comes again', async () => {
    const log = await opened(logOf());
    const [row] = rows(log).map(run);
    const [whole] = (await wholes(log)).map(run);
    assert.deepEqual([row?.edition?.isWhole, whole?.edition?.isWhole], [false, true]);
    assert.equal(row?.edition?.name, whole?.edition?.name);
    const changed = await opened(
      logOf({ ...usual, samples: { b_epoch_1: sampleOf('b', { target: 'blue' }) } }),
    );
    assert.notEqual(run(rows(changed)[0]).edition?.name, row?.edition?.name);
  });

  it('counts the last of several members with one name', async () => {
    const more: MemberToWrite[] = [
      {
        name: 'samples/b_epoch_1.json',
        text: JSON.stringify(sampleOf('b', { scores: { match: { value: 'I' } } })),
      },
      {
        name: 'header.json',
        text: JSON.stringify({ ...header, eval: { ...evalHead, model: 'made-up/two' } }),
      },
    ];
    const [first, second] = await runsOf({ ...usual, more });
    assert.deepEqual([first?.verdict, second?.verdict], ['failed', 'passed']);
    assert.equal(first?.facts.find(({ key }) => key === 'model')?.value, 'made-up/two');
  });

  it('takes ids with slashes, dots and letters of any kind', async () => {
    const id = '../a/b c/é漢.json';
    const [first] = await runsOf({
      header,
      samples: { [`${id}_epoch_1`]: sampleOf(id) },
      summaries: [summaryOf(id)],
    });
    assert.deepEqual([first?.ref.run, first && saidIn(first)], [id, said]);
  });

  it('reads NaN and Infinity as no score, and gives JSON back', async () => {
    const text = `{"id": "a", "epoch": 1, "messages": [{"role": "user", "content": "NaN stays here"}],
      "scores": {"judge": {"value": NaN}, "speed": {"value": -Infinity}}}`;
    const only = run((await runsOf({ header, samples: { a_epoch_1: text } }))[0]);
    assert.deepEqual(
      only.criteria.map(({ name, met, score }) => [name, met, score]),
      [
        ['judge', 'notReported', undefined],
        ['speed', 'notReported', undefined],
      ],
    );
    assert.equal(only.verdict, 'none');
    assert.deepEqual(saidIn(only), [['user', 'NaN stays here']]);
    assert.doesNotThrow(() => JSON.parse(only.raw()));
  });

  it('orders samples as the dataset does, and the epochs of each', async () => {
    const of = (id: string, epoch: number) => [`${id}_epoch_${epoch}`, sampleOf(id, { epoch })] as const;
    const samples = Object.fromEntries([of('a', 2), of('b', 2), of('a', 1), of('b', 10), of('b', 1)]);
    const runs = await runsOf({
      header: { ...header, eval: { ...evalHead, config: { epochs: 10 } } },
      samples,
    });
    assert.deepEqual(
      runs.map(({ title, ref, repeat }) => [title, ref.run, repeat?.case, repeat?.number, repeat?.total]),
      [
        ['Sample b, epoch 1', 'b', 'b', 1, 10],
        ['Sample b, epoch 2', 'b (epoch 2)', 'b', 2, 10],
        ['Sample b, epoch 10', 'b (epoch 10)', 'b', 10, 10],
        ['Sample a, epoch 1', 'a', 'a', 1, 10],
        ['Sample a, epoch 2', 'a (epoch 2)', 'a', 2, 10],
      ],
    );
  });
});

describe('A log that was not finished', () => {
  const journal: MemberToWrite[] = [
    {
      name: '_journal/summaries/2.json',
      text: JSON.stringify([summaryOf('b', { scores: { match: { value: 'I' } } })]),
    },
    { name: '_journal/summaries/10.json', text: JSON.stringify([summaryOf('b')]) },
  ];
  const unfinished = { samples: { b_epoch_1: sampleOf('b') }, more: journal };

  it('is read from its journal; what has no result yet is a row without a run', async () => {
    const log = await opened(logOf(unfinished));
    const [b, a] = rows(log).map(run);
    assert.deepEqual([b?.title, b?.verdict, b?.state], ['Sample b, epoch 1', 'passed', 'finished']);
    assert.deepEqual([a?.title, a?.verdict, a?.state], ['Sample a, epoch 1', 'none', 'unknown']);
    assert.equal(
      log.note,
      'The log never says that its evaluation ended, which goes on or was killed: 1 of 2 results so far.',
    );
  });

  it('is running as long as it was written to of late', async () => {
    const { bytes, now } = { bytes: zipOf(membersOf(unfinished)), now: Date.now() };
    const log = await opened(fileOf(bytes, '1', now));
    assert.equal(run(rows(log)[1]).state, 'running');
    assert.equal(log.note, 'The evaluation is running: 1 of 2 results so far.');
  });

  for (const how of ['deflate', 'behind'] as const)
    it(`is read without a directory, up to where it breaks off (${how})`, async () => {
      const members = membersOf({ samples: { b_epoch_1: sampleOf('b'), a_epoch_1: sampleOf('a') }, how });
      const log = await opened(fileOf(zipOf(members, { directory: false, cut: 40 })));
      const runs = rows(log).map(run);
      assert.deepEqual(
        runs.map(({ title, state }) => [title, state]),
        [
          ['Sample b, epoch 1', 'finished'],
          ['Sample a, epoch 1', 'unknown'],
        ],
      );
      assert.deepEqual(saidIn(run((await wholes(log))[0])), said);
    });
});

describe('A log of the newest layout', () => {
  const shell = { id: 'a', epoch: 1, target: 'red', scores: { match: { value: 'C' } }, messages: [] };
  const messages = Array.from({ length: 5 }, (_, index) => ({
    role: 'user',
    content: `attachment://${index}`,
  }));
  const chunked: MemberToWrite[] = [
    { name: 'samples/a_epoch_1/sample.json', text: JSON.stringify(shell) },
    { name: 'samples/a_epoch_1/messages/3.json', text: JSON.stringify(messages.slice(3)) },
    { name: 'samples/a_epoch_1/messages/0.json', text: JSON.stringify(messages.slice(0, 3)) },
    { name: 'samples/a_epoch_1/attachments/0.json', text: '["zero", "one"]' },
    { name: 'samples/a_epoch_1/attachments/2.json', text: '["two", "three", "four"]' },
    { name: 'samples/a_epoch_1/events/0.json', text: '[{"event": "info"}]' },
  ];

  it('is put together from its chunks', async () => {
    const only = run((await runsOf({ header, more: chunked }))[0]);
    assert.equal(only.verdict, 'passed');
    assert.deepEqual(
      saidIn(only).map(([, text]) => text),
      ['zero', 'one', 'two', 'three', 'four'],
    );
  });
});

describe('A log that is damaged', () => {
  it('says which member, and the others are read', async () => {
    const bytes = zipOf(membersOf({ ...usual, how: 'stored' }));
    const at = Buffer.from(bytes).indexOf('Which lamp?');
    bytes[at] = 0x21;
    const log = await opened(fileOf(bytes));
    const [b, a] = log.entries;
    const ref = { connection: 'c', path: [], run: 'x' };
    const { signal } = new AbortController();
    assert.ok(a && b);
    assert.equal(
      await sentence(a.run(ref, signal)),
      'The log is damaged: samples/a_epoch_1.json is not what was written.',
    );
    assert.equal(run(await b.run(ref, signal)).turns?.length, 2);
  });

  it('says so of a directory that points nowhere, and of a file without a head', async () => {
    const bytes = zipOf(membersOf(usual));
    new DataView(bytes.buffer).setUint32(bytes.length - 6, bytes.length * 2, true);
    assert.equal(
      await sentence(opened(fileOf(bytes))),
      'The log is damaged: its directory is not where it should be.',
    );
    assert.equal(
      await sentence(opened(fileOf(zipOf([{ name: 'samples/a_epoch_1.json', text: '{}' }])))),
      'This is no log of Inspect: it holds neither header.json nor _journal/start.json.',
    );
    assert.equal(
      await sentence(opened(fileOf(zipOf([{ name: 'header.json', text: '{"eval": ' }])))),
      'The log is damaged: header.json is no JSON.',
    );
  });

  it('does not read what is too much together, however small the file is', async () => {
    const start = { name: '_journal/start.json', text: JSON.stringify({ eval: evalHead }) };
    const summaries = ['1', '2'].map((n) => ({ name: `_journal/summaries/${n}.json`, text: '[]' }));
    const log = opened(fileOf(saying(zipOf([start, ...summaries]), 200 * 1024 * 1024, summaries)));
    assert.equal(await sentence(log), '_journal/summaries of the log has 400.0 MB, more than can be shown.');
    const chunks = ['0', '1'].map((n) => ({ name: `samples/a_epoch_1/messages/${n}.json`, text: '[]' }));
    const shell = { name: 'samples/a_epoch_1/sample.json', text: '{}' };
    const head = { name: 'header.json', text: JSON.stringify(header) };
    const run = wholes(
      await opened(fileOf(saying(zipOf([head, shell, ...chunks]), 200 * 1024 * 1024, chunks))),
    );
    assert.equal(
      await sentence(run),
      'samples/a_epoch_1/messages of the log has 400.0 MB, more than can be shown.',
    );
  });

  /** The directory gives these members another size. */
  function saying(bytes: Uint8Array, size: number, members: readonly MemberToWrite[]): Uint8Array {
    for (const { name } of members)
      new DataView(bytes.buffer).setUint32(Buffer.from(bytes).lastIndexOf(name) - 46 + 24, size, true);
    return bytes;
  }

  it('never unpacks more than a member says that it holds', async () => {
    const bytes = zipOf(membersOf({ ...usual, how: 'deflate' }));
    const name = Buffer.from(bytes).lastIndexOf('samples/a_epoch_1.json');
    new DataView(bytes.buffer).setUint32(name - 46 + 24, 10, true);
    const log = await opened(fileOf(bytes));
    assert.equal(
      await sentence(wholes(log)),
      'The log is damaged: samples/a_epoch_1.json cannot be unpacked.',
    );
  });
});
