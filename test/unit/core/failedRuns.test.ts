/** From one failed run to the next, over simulations, scenarios and connections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../../../src/core/run/refs.ts';
import type { RunRef } from '../../../src/core/run/run.ts';
import { nextFailedRun, type Step, type WalkedTree } from '../../../src/core/rows/failedRuns.ts';
import type { Row } from '../../../src/core/rows/tree.ts';
import { collectionAt, runAt } from './support.ts';

/** Runs of a simulation: those in capitals failed. */
function runs(connection: string, path: string[], letters: string): Row[] {
  return Array.from(letters, (letter) => ({
    kind: 'run',
    item: runAt(letter, {
      ref: { connection, path, run: letter },
      verdict: letter === letter.toUpperCase() ? 'failed' : 'passed',
    }),
  }));
}

const below = (
  connection: string,
  path: string[],
  more: Partial<Extract<Row, { kind: 'collection' }>> = {},
) =>
  ({
    kind: 'collection',
    item: collectionAt(path, { connection, holds: path.length > 1 ? 'runs' : 'collections' }),
    judged: undefined,
    ...more,
  }) as const;

function rig() {
  const judged = { runs: 9, passed: 9, failed: 0, errored: 0, unfinished: 0, complete: true };
  const passed = {
    batches: [{ at: 1, outcome: 'passed', judged, seenAt: undefined }],
    seenAt: undefined,
  } as const;
  const rows: Record<string, readonly Row[]> = {
    c: [below('c', ['s']), below('c', ['t'])],
    'c/s': [below('c', ['s', '1']), below('c', ['s', '2']), below('c', ['s', '3'], { trail: passed })],
    'c/s/1': runs('c', ['s', '1'], 'aBcD'),
    'c/s/2': runs('c', ['s', '2'], 'eF'),
    'c/s/3': runs('c', ['s', '3'], 'X'),
    'c/t': [below('c', ['t', '1'])],
    'c/t/1': runs('c', ['t', '1'], 'gHi'),
    d: [below('d', ['u', '1'])],
    'd/u/1': runs('d', ['u', '1'], 'jK'),
  };
  const asked: string[] = [];
  const tree: WalkedTree = {
    connections: () => ['c', 'd'],
    rows: ({ connection, path }) => {
      const key = [connection, ...path].join('/');
      asked.push(key);
      return Promise.resolve(rows[key] ?? []);
    },
  };
  const next = async (from: RunRef | Place | undefined, step: Step = 1) =>
    (await nextFailedRun(tree, from, step))?.run;
  return { next, asked, rows };
}

const run = (connection: string, path: string[], id: string): RunRef => ({ connection, path, run: id });

test('first among its neighbours, then in the next simulation, scenario and connection, and then no more', async () => {
  const { next } = rig();
  const found: (string | undefined)[] = [];
  const steps: [string, string[], string][] = [
    ['c', ['s', '1'], 'a'],
    ['c', ['s', '1'], 'B'],
    ['c', ['s', '1'], 'D'],
    ['c', ['s', '2'], 'F'],
    ['c', ['t', '1'], 'H'],
    ['d', ['u', '1'], 'K'],
  ];
  for (const step of steps) found.push(await next(run(...step)));
  assert.deepEqual(found, ['B', 'D', 'F', 'H', 'K', undefined]);
});

test('and back', async () => {
  const { next } = rig();
  const steps: [string, string[], string][] = [
    ['d', ['u', '1'], 'K'],
    ['c', ['t', '1'], 'H'],
    ['c', ['s', '2'], 'e'],
    ['c', ['s', '1'], 'B'],
  ];
  const found: (string | undefined)[] = [];
  for (const step of steps) found.push(await next(run(...step), -1));
  assert.deepEqual(found, ['H', 'F', 'D', undefined]);
});

test('a simulation whose runs are all known to have passed is not loaded', async () => {
  const { next, asked } = rig();
  assert.equal(await next(run('c', ['s', '2'], 'F')), 'H');
  assert.deepEqual(asked, ['c/s/2', 'c/s', 'c', 'c/t', 'c/t/1']);
});

test('from a row that is no run, and from nowhere', async () => {
  const { next } = rig();
  assert.equal(await next({ connection: 'c', path: ['t'] }), 'H');
  assert.equal(await next({ connection: 'c', path: ['t'] }, -1), 'F');
  assert.equal(await next(undefined), 'B');
  assert.equal(await next(undefined, -1), 'K');
  assert.equal(await next({ connection: 'd', path: [] }, -1), 'H');
});

test('a run that its simulation does not list any more has no neighbours, its simulation has', async () => {
  const { next } = rig();
  assert.equal(await next(run('c', ['s', '1'], 'gone')), 'F');
  assert.equal(await next(run('nowhere', ['s'], 'x')), 'B');
});
