/** The matrix of criteria by runs, as far as it is reckoning: places, keys, words, order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BatchView, CriterionLine, RunLine } from '../../../../src/panel/batch/views.ts';
import { cellWords, criterionWords, runWords, shownRows } from '../../../../webview/batch/matrix/cells.ts';
import {
  around,
  geometryOf,
  inSight,
  positionAt,
  scrollTo,
} from '../../../../webview/batch/matrix/geometry.ts';
import { moved, nextMissed } from '../../../../webview/batch/matrix/moves.ts';
import { mountedRows, positionOf } from '../../../../webview/batch/matrix/places.ts';
import { areSorted, keptKeys, nextSort, sortedKeys } from '../../../../webview/batch/order.ts';

const extent = { rows: 4, columns: 10, page: 3 };
const at = (row: number, column: number) => ({ row, column });

test('the keys of a grid lead where the APG says, and nowhere beyond its edges', () => {
  const cases: readonly [key: string, control: boolean, from: [number, number], to: [number, number]][] = [
    ['ArrowRight', false, [1, 1], [1, 2]],
    ['ArrowRight', false, [1, 9], [1, 9]],
    ['ArrowLeft', false, [1, 0], [1, -1]],
    ['ArrowLeft', false, [1, -1], [1, -1]],
    ['ArrowUp', false, [0, 3], [-1, 3]],
    ['ArrowUp', false, [0, -1], [0, -1]],
    ['ArrowLeft', false, [-1, 0], [-1, 0]],
    ['ArrowDown', false, [3, 3], [3, 3]],
    ['Home', false, [2, 7], [2, 0]],
    ['End', false, [2, 7], [2, 9]],
    ['Home', true, [2, 7], [0, 0]],
    ['End', true, [0, 0], [3, 9]],
    ['PageDown', false, [0, 5], [3, 5]],
    ['PageUp', false, [3, 5], [0, 5]],
    ['PageUp', false, [2, 5], [0, 5]],
  ];
  for (const [key, control, from, to] of cases)
    assert.deepEqual(moved(at(...from), key, control, extent), at(...to), `${key} from ${from.join()}`);
  assert.equal(moved(at(0, 0), 'x', false, extent), undefined);
});

test('every cell is reached by keys', () => {
  const seen = new Set<string>();
  let place = at(0, 0);
  for (let column = 0; column < 10; column++) {
    for (let row = 0; row < 4; row++) {
      seen.add(`${place.row} ${place.column}`);
      place = moved(place, 'ArrowDown', false, extent) ?? place;
    }
    place = moved({ row: 0, column: place.column }, 'ArrowRight', false, extent) ?? place;
  }
  assert.equal(seen.size, 40);
});

test('from one missed cell to the next, run by run and round the ends', () => {
  const missed = new Set(['2 0', '0 3', '3 3']);
  const isMissed = (row: number, column: number) => missed.has(`${row} ${column}`);
  const next = (row: number, column: number, forward: boolean) =>
    nextMissed(at(row, column), forward, extent, isMissed);
  assert.deepEqual(next(-1, -1, true), at(2, 0));
  assert.deepEqual(next(2, 0, true), at(0, 3));
  assert.deepEqual(next(0, 3, true), at(3, 3));
  assert.deepEqual(next(3, 3, true), at(2, 0));
  assert.deepEqual(next(2, 0, false), at(3, 3));
  assert.equal(
    nextMissed(at(0, 0), true, extent, () => false),
    undefined,
  );
  // A cell at the very beginning is the first one that somebody who comes from outside gets to.
  missed.add('0 0');
  assert.deepEqual(next(-1, -1, true), at(0, 0));
});

test('few runs get room, many keep the size of their cells, and names never take the whole panel', () => {
  const few = geometryOf('standard', 1000, 3, 20);
  assert.deepEqual([few.cell, few.left], [28, 380]);
  assert.equal(geometryOf('standard', 1000, 3, 1000).cell, 16);
  assert.deepEqual(
    (['compact', 'dense'] as const).map((size) => geometryOf(size, 1000, 3, 20).cell),
    [10, 4],
  );
  assert.equal(geometryOf('standard', 300, 3, 1000).left, 135);
  assert.equal(geometryOf('standard', 300, 0, 0).columns, 0);
});

test('a point is a cell, a name, a run, or nothing', () => {
  const geometry = geometryOf('standard', 1000, 4, 1000);
  const { left, top, cell, row } = geometry;
  const scroll = { x: cell * 10, y: row };
  assert.deepEqual(positionAt(geometry, scroll, left + 1, top + 1), at(1, 10));
  assert.deepEqual(positionAt(geometry, scroll, 3, top + row + 1), at(2, -1));
  assert.deepEqual(positionAt(geometry, scroll, left + cell, 3), at(-1, 11));
  assert.equal(positionAt(geometry, scroll, left + 1, top + row * 3 + 1), undefined);
});

test('what is in sight is mounted, with the reader beside it wherever they scroll', () => {
  assert.deepEqual(inSight(50, 100, 20, 40), { from: 2, to: 8 });
  assert.deepEqual(inSight(0, 1000, 20, 3), { from: 0, to: 3 });
  assert.deepEqual(around(2, 8, 1000), { from: 0, to: 11 });
  assert.deepEqual(around(999, 8, 1000), { from: 991, to: 1000 });
  assert.deepEqual(mountedRows({ from: 3, to: 6 }, 1), [1, 3, 4, 5]);
  assert.deepEqual(mountedRows({ from: 3, to: 6 }, 9), [3, 4, 5, 9]);
  assert.deepEqual(mountedRows({ from: 3, to: 6 }, 4), [3, 4, 5]);
});

test('a cell that one goes to is scrolled into sight, and no further', () => {
  const geometry = geometryOf('standard', 1000, 40, 1000);
  const { left, top, cell, row } = geometry;
  const width = left + cell * 10;
  const height = top + row * 5;
  const to = (row: number, column: number) =>
    scrollTo(geometry, { x: 160, y: 48 }, width, height, at(row, column));
  assert.deepEqual(to(3, 12), { x: 160, y: 48 });
  assert.deepEqual(to(0, 9), { x: 144, y: 0 });
  assert.deepEqual(to(7, 20), { x: 11 * cell, y: 3 * row });
  assert.deepEqual(to(-1, -1), { x: 160, y: 48 });
});

const measure = { median: 1, middle: undefined, limited: false, most: undefined, words: '' };

const run = (key: number, cells: string, more: Partial<RunLine> = {}): RunLine => ({
  ...{ key, title: `Run ${key}`, outcome: 'failed', group: undefined, values: [], cells },
  ...more,
});

function criterion(name: string, failsWith: readonly number[] = []): CriterionLine {
  return {
    ...{ name, text: undefined, counts: '1 of 2', bar: undefined, health: 'flaky', state: 'flaky' },
    ...{ words: '1 of 2 met (50 %, likely 9–91 %), flaky (1 of 2 not met)', failsWith },
  };
}

test('cells, runs and criteria in words', () => {
  const reasons = { key: 1, reason: undefined, criteria: [{ criterion: 1, reason: 'Never asked.' }] };
  const late = criterion('Late');
  assert.equal(cellWords(run(1, '22'), late, 1, reasons), 'Run 1, Late, not met: Never asked.');
  assert.equal(cellWords(run(1, '22'), late, 0, reasons), 'Run 1, Late, not met');
  const states = ['0', '1', '3', '4', '5'].map((digit) => cellWords(run(1, digit), late, 0, undefined));
  assert.deepEqual(states, [
    'Run 1, Late, not among its criteria',
    'Run 1, Late, met',
    'Run 1, Late, no verdict',
    'Run 1, Late, the run errored',
    'Run 1, Late, not finished',
  ]);
  const measures: BatchView['measures'] = [
    { label: 'Score', kind: 'number', ...measure },
    { label: 'Duration', kind: 'milliseconds', ...measure },
  ];
  assert.equal(
    runWords(run(1, '2212', { values: [40, 42_000] }), measures),
    'Run 1, failed, 3 criteria not met, score 40, 42 s',
  );
  assert.equal(
    criterionWords(criterion('Late', [1]), [late, criterion('Rude')]),
    'Late: 1 of 2 met (50 %, likely 9–91 %), flaky (1 of 2 not met); fails in exactly the same runs as Rude',
  );
});

test('rows are narrowed by name, and to those in which the runs differ', () => {
  const criteria = [criterion('Order Located'), criterion('Rule cited'), criterion('Polite')];
  const runs = [run(1, '211'), run(2, '121'), run(3, '443')];
  const rows = (text: string, onlyDifferent: boolean) => shownRows(criteria, runs, { text, onlyDifferent });
  assert.deepEqual(rows('', false), [0, 1, 2]);
  assert.deepEqual(rows(' RULE ', false), [1]);
  assert.deepEqual(rows('', true), [0, 1]);
  assert.deepEqual(shownRows(criteria, runs.slice(0, 1), { text: '', onlyDifferent: true }), []);
});

test('orders: failed first with their groups together, by number, slowest first, by name', () => {
  const runs = [
    run(0, '', { outcome: 'passed', values: [5], title: 'Run 10' }),
    run(1, '', { group: 7, values: [9], title: 'Run 2' }),
    run(2, '', { group: 5, values: [null], title: 'Run 1' }),
    run(3, '', { outcome: 'errored', group: 6, values: [7], title: 'Run 3' }),
    run(4, '', { group: 7, values: [8], title: 'Run 4' }),
  ];
  const group = (key: number) =>
    ({ key, kind: 'unmet', title: '', why: '', runs: [], reasons: [], alsoIn: [] }) as const;
  const batch: Pick<BatchView, 'groups' | 'measures'> = {
    groups: [group(7), group(5), group(6)],
    measures: [{ label: 'Duration', kind: 'milliseconds', ...measure }],
  };
  assert.deepEqual(sortedKeys(runs, batch, 'failedFirst'), [1, 4, 2, 3, 0]);
  assert.deepEqual(sortedKeys(runs, batch, 'sequence'), [0, 1, 2, 3, 4]);
  assert.deepEqual(sortedKeys(runs, batch, 'duration'), [1, 4, 3, 0, 2]);
  assert.deepEqual(sortedKeys(runs, batch, 'name'), [2, 1, 3, 4, 0]);
  assert.equal(areSorted([1, 4, 2, 3, 0], runs, batch, 'failedFirst'), true);
  // Those that are alike stand by number.
  assert.equal(areSorted([4, 1, 2, 3, 0], runs, batch, 'failedFirst'), false);
  assert.equal(areSorted([1, 2, 4, 3, 0], runs, batch, 'failedFirst'), false);
  assert.equal(areSorted([2, 1, 3, 4, 0], runs, batch, 'name'), true);
  assert.equal(areSorted([2, 3, 1, 4, 0], runs, batch, 'name'), false);
  assert.deepEqual(keptKeys([4, 9, 1], runs), [4, 1, 0, 2, 3]);
  assert.equal(nextSort('failedFirst'), 'sequence');
  assert.equal(nextSort('name'), 'failedFirst');
});

test('a place is found again when the order changes, and is none when its run is not shown', () => {
  const runs = [run(5, ''), run(3, '')];
  assert.deepEqual(positionOf({ criterion: 2, run: 3 }, [0, 2], runs), at(1, 1));
  assert.deepEqual(positionOf({ criterion: undefined, run: 5 }, [0, 2], runs), at(-1, 0));
  assert.deepEqual(positionOf({ criterion: 0, run: undefined }, [0, 2], runs), at(0, -1));
  assert.equal(positionOf({ criterion: 0, run: 8 }, [0, 2], runs), undefined);
  assert.equal(positionOf(undefined, [0, 2], runs), undefined);
});
