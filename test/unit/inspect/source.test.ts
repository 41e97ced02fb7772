/** A connected folder of logs: log > sample x epoch. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Collection, Item } from '../../../src/core/run/run.ts';
import { InspectSource } from '../../../src/providers/inspect/source.ts';
import { zipOf } from '../../support/inspect/zip.ts';
import {
  evalHead,
  fileOf,
  folderOf,
  header,
  membersOf,
  never,
  run,
  sampleOf,
  saidIn,
  sentence,
  summaryOf,
  usual,
  type CountedFile,
  type LogParts,
} from './support.ts';

const connection = { id: 'c', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' };
const request = { cursor: undefined, limit: 100, sort: 'sequence', filter: {}, grouping: undefined } as const;
const at = (minute: number) => Date.parse(`2026-11-01T10:${String(minute).padStart(2, '0')}:00Z`);
const now = at(30);

function file(parts: LogParts | string, modifiedAt = at(0), stamp = '1'): CountedFile {
  return fileOf(
    typeof parts === 'string' ? new TextEncoder().encode(parts) : zipOf(membersOf(parts)),
    stamp,
    modifiedAt,
  );
}

function rig(files: Readonly<Record<string, CountedFile>>) {
  const all = new Map(Object.entries(files));
  const source = new InspectSource(connection, folderOf(all), () => now);
  return {
    source,
    all,
    logs: async (more: object = {}) => source.list([], { ...request, ...more }, never),
    samples: async (path: string, more: object = {}) =>
      source.list([`log:${path}`], { ...request, ...more }, never),
  };
}

const collections = (items: readonly Item[]) =>
  items.filter((item): item is Collection => item.kind === 'collection');
const runsIn = (items: readonly Item[]) => items.filter((item) => item.kind === 'run');
const titles = (items: readonly Item[]) => items.map((item) => item.title);

const jsonLog = JSON.stringify({
  ...header,
  eval: { ...evalHead, task: 'shelves', dataset: { samples: 1, sample_ids: [7] } },
  samples: [sampleOf(7), sampleOf(7, { epoch: 2 })],
});

describe('A folder of logs', () => {
  it('lists logs of both forms, the newest first, and nothing else', async () => {
    const { logs } = rig({
      'old.eval': file(usual, at(1)),
      'sub/new.json': file(jsonLog, at(3)),
      'middle.eval': file({ ...usual, header: { ...header, eval: { ...evalHead, task: 'doors' } } }, at(2)),
      'package.json': file('{"name": "eval", "eval": 1}', at(4)),
      'broken.json': file('{"eval": {"task"', at(5)),
      'list.json': file('[1, 2]', at(6)),
    });
    const { items, next } = await logs();
    assert.deepEqual(titles(items), ['shelves · made-up/one', 'doors · made-up/one', 'lamps · made-up/one']);
    assert.deepEqual(collections(items)[0]?.path, ['log:sub/new.json']);
    assert.equal(next, undefined);
  });

  it('tells how a log went from its status and summaries', async () => {
    const failed = {
      ...usual,
      summaries: [summaryOf('a'), summaryOf('b', { scores: { match: { value: 'I' } } })],
    };
    const ended = (status: string, more: object = {}) => ({
      ...usual,
      header: { ...header, status, ...more },
    });
    const open = { samples: { b_epoch_1: sampleOf('b') } };
    const { logs } = rig({
      'a.eval': file(usual, at(9)),
      'b.eval': file(failed, at(8)),
      'c.eval': file(ended('error', { error: { message: 'Out of memory', traceback: 't' } }), at(7)),
      'd.eval': file(ended('cancelled'), at(6)),
      'e.eval': file(open, at(20)),
      'f.eval': file(open, at(1)),
      'g.eval': file('PK\u0003\u0004 and no more', at(0)),
    });
    const { items, total } = await logs();
    const rows = new Map(collections(items).map((item) => [item.path[0], item]));
    assert.equal(total, 7);
    assert.deepEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => rows.get(`log:${name}.eval`)?.outcome),
      ['passed', 'failed', 'errored', 'stopped', 'running', 'unknown', 'unknown'],
    );
    assert.deepEqual(rows.get('log:b.eval')?.counts, { runs: 2, completed: 2, passed: 1, failed: 1 });
    assert.deepEqual(new Map(rows.get('log:c.eval')?.facts).get('Error'), 'Out of memory');
    assert.deepEqual(rows.get('log:c.eval')?.rest['error'], { message: 'Out of memory', traceback: 't' });
    const statusOf = (name: string) => new Map(rows.get(`log:${name}.eval`)?.facts).get('Status');
    assert.equal(statusOf('e'), 'running, 1 result of 2 so far');
    assert.equal(statusOf('f'), 'end not reported, 1 result of 2 so far: it goes on, or was killed');
    const broken = rows.get('log:g.eval');
    assert.equal(broken?.title, 'g.eval');
    assert.match(new Map(broken.facts).get('Cannot be read') ?? '', /^This is no log of Inspect/);
  });

  it('goes on where the page before ended', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 23 }, (_, index) => [`${index}.eval`, file(usual, at(index))]),
    );
    const { logs } = rig(files);
    const seen: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const page = await logs({ cursor, limit: 10 });
      seen.push(...collections(page.items).map(({ path }) => path[0]));
      cursor = page.next;
    } while (cursor !== undefined);
    assert.equal(new Set(seen).size, 23);
    assert.equal(seen.length, 23);
    assert.equal(seen[0], 'log:22.eval');
  });

  it('reads a log again only when it has changed', async () => {
    const log = file(usual);
    const { all, logs } = rig({ 'a.eval': log });
    await logs();
    const once = log.read.bytes;
    await logs();
    assert.equal(log.read.bytes, once);
    all.set('a.eval', file({ ...usual, header: { ...header, status: 'error' } }, at(2), '2'));
    assert.equal(collections((await logs()).items)[0]?.outcome, 'errored');
  });

  it('says in a sentence how many there are', async () => {
    const { source } = rig({ 'a.eval': file(usual), 'b.json': file(jsonLog), 'c.json': file('{}') });
    assert.equal(await source.test(never), 'Connected: 2 logs found.');
  });
});

describe('The samples of a log', () => {
  const mixed: LogParts = {
    header: { ...header, eval: { ...evalHead, dataset: { sample_ids: ['a', 'b', 'c', 'd'] } } },
    summaries: [
      summaryOf('a', { started_at: '2026-11-01T10:00:01Z' }),
      summaryOf('b', { started_at: '2026-11-01T10:00:04Z', scores: { match: { value: 'I' } } }),
      summaryOf('c', { started_at: '2026-11-01T10:00:03Z' }),
      summaryOf('d', { started_at: '2026-11-01T10:00:02Z', error: 'Broke', scores: {} }),
    ],
    samples: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [`${id}_epoch_1`, sampleOf(id)])),
  };
  const ids = (items: readonly Item[]) => runsIn(items).map(({ ref }) => ref.run);

  it('come in any order, page by page', async () => {
    const { samples } = rig({ 'a.eval': file(mixed) });
    const orders = { sequence: 'abcd', failedFirst: 'bdac', newest: 'bcda' } as const;
    for (const [sort, order] of Object.entries(orders)) {
      const first = await samples('a.eval', { sort, limit: 3 });
      const rest = await samples('a.eval', { sort, limit: 3, cursor: first.next });
      assert.equal([...ids(first.items), ...ids(rest.items)].join(''), order, sort);
      assert.deepEqual([first.total, rest.next], [4, undefined]);
    }
  });

  it('are rows without turns, and each is read by its own bytes', async () => {
    const log = file(mixed);
    const { source, samples } = rig({ 'a.eval': log });
    const [row] = runsIn((await samples('a.eval')).items);
    assert.deepEqual([row?.turns, row?.edition?.isWhole], [undefined, false]);
    const ref = { connection: 'c', path: ['log:a.eval'], run: 'a' };
    const whole = run(await source.run(ref, never));
    assert.deepEqual([saidIn(whole).length, whole.edition?.name, whole.ref], [2, row?.edition?.name, ref]);
  });

  it('of a JSON log are whole at once, whatever the case of its ending', async () => {
    const { source, samples, logs } = rig({ 'b.json': file(jsonLog), 'B.JSON': file(jsonLog) });
    assert.deepEqual(titles((await logs()).items), ['shelves · made-up/one', 'shelves · made-up/one']);
    const { items } = await samples('b.json');
    assert.deepEqual(titles((await samples('B.JSON')).items), titles(items));
    assert.deepEqual(titles(items), ['Sample 7, epoch 1', 'Sample 7, epoch 2']);
    assert.equal(runsIn(items)[1]?.turns?.length, 2);
    const found = await source.run({ connection: 'c', path: ['log:b.json'], run: '7 (epoch 2)' }, never);
    assert.equal(found.title, 'Sample 7, epoch 2');
  });

  it('are asked for by references that may be out of date', async () => {
    const { source } = rig({ 'a.eval': file(usual) });
    const ref = { connection: 'c', path: ['log:a.eval'], run: 'nobody' };
    assert.equal(await sentence(source.run(ref, never)), 'The log does not hold this sample any more.');
    assert.equal(
      await sentence(source.run({ ...ref, path: ['elsewhere'] }, never)),
      'This place is not known to the connection any more.',
    );
  });

  it('follow a log that is written again', async () => {
    const { all, source } = rig({ 'a.eval': file(usual) });
    const ref = { connection: 'c', path: ['log:a.eval'], run: 'a' };
    assert.equal(run(await source.run(ref, never)).verdict, 'passed');
    const wrong = sampleOf('a', { scores: { match: { value: 'I' } } });
    all.set('a.eval', file({ ...usual, samples: { a_epoch_1: wrong } }, at(2), '2'));
    assert.equal(run(await source.run(ref, never)).verdict, 'failed');
  });
});
