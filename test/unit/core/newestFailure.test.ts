import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../../src/core/rows/tree.ts';
import { newestFailure } from '../../../src/core/rows/newestFailure.ts';
import { collectionAt, runAt } from './support.ts';

function batch(connection: string, path: string[], ms: number | undefined): Row {
  const createdAt = ms === undefined ? undefined : { ms, raw: ms };
  return { kind: 'collection', item: collectionAt(path, { connection, createdAt }), judged: undefined };
}

function run(id: string, verdict: 'passed' | 'failed'): Row {
  return { kind: 'run', item: runAt(id, { ref: { connection: 'c', path: [], run: id }, verdict }) };
}

const scenario: Row = {
  kind: 'collection',
  item: collectionAt(['s'], { connection: 'c', holds: 'collections' }),
  judged: undefined,
};

function search(rows: Record<string, readonly Row[]>) {
  const asked: string[] = [];
  const found = newestFailure({
    connections: () => ['c', 'd'],
    rows: ({ connection, path }) => {
      const key = [connection, ...path].join('/');
      asked.push(key);
      return Promise.resolve(rows[key] ?? []);
    },
  });
  return { found, asked };
}

test('the first failed run of the newest batch that has one, in the first connection that has any', async () => {
  const { found, asked } = search({
    c: [scenario],
    'c/s': [batch('c', ['s', 'old'], 1), batch('c', ['s', 'new'], 3), batch('c', ['s', 'next'], 2)],
    'c/s/old': [run('o', 'failed')],
    'c/s/new': [run('n', 'passed')],
    'c/s/next': [run('p', 'passed'), run('f', 'failed'), run('g', 'failed')],
    d: [batch('d', ['t'], 9)],
  });
  assert.equal((await found)?.run, 'f');
  assert.deepEqual(asked, ['c', 'c/s', 'c/s/new', 'c/s/next']);
});

test('the next connection where the first has none, those without a date last', async () => {
  const { found } = search({
    c: [batch('c', ['t'], 2)],
    'c/t': [run('p', 'passed')],
    d: [batch('d', ['undated'], undefined), batch('d', ['dated'], 1)],
    'd/undated': [run('u', 'failed')],
    'd/dated': [run('f', 'failed')],
  });
  assert.equal((await found)?.run, 'f');
});

test('a batch that is over goes before a newer one that runs', async () => {
  const running = runAt('r', { ref: { connection: 'c', path: [], run: 'r' }, state: 'running' });
  const rows = {
    c: [batch('c', ['live'], 2), batch('c', ['over'], 1)],
    'c/live': [run('l', 'failed'), { kind: 'run', item: running } as const],
    'c/over': [run('o', 'failed')],
  };
  assert.equal((await search(rows).found)?.run, 'o');
  assert.equal((await search({ ...rows, 'c/over': [run('p', 'passed')] }).found)?.run, 'l');
});

test('none where nothing failed', async () => {
  const { found } = search({ c: [batch('c', ['t'], 2)], 'c/t': [run('p', 'passed')] });
  assert.equal(await found, undefined);
});
