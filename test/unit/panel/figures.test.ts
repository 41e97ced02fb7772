import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { othersOf } from '../../../src/panel/run/others.ts';
import { standingsOf, turnFigures } from '../../../src/panel/run/figures.ts';
import { given, makeRef, makeRun, makeTurn } from '../../webview/support/runs.ts';

const at = (ms: number) => ({ ms, raw: ms });

describe('Figures of the turns', () => {
  it('are lengths and gaps, with the longest of each', () => {
    const turns = [
      makeTurn('abc', { createdAt: at(1000) }),
      makeTurn('abcdef', { createdAt: at(3000) }),
      makeTurn('', { createdAt: undefined }),
      makeTurn('a', { createdAt: at(9000) }),
      makeTurn('ab', { createdAt: at(9500) }),
    ];
    assert.deepEqual(turnFigures(turns), {
      per: 1,
      lengths: [3, 6, 0, 1, 2],
      gaps: [null, 2000, null, null, 500],
      longest: 1,
      longestGap: 1,
    });
  });

  it('of a very long run are the largest of several turns a point', () => {
    const turns = Array.from({ length: 12_000 }, (_, i) => makeTurn('x'.repeat(i % 7)));
    const { per, lengths, gaps, longestGap } = turnFigures(turns);
    assert.deepEqual([per, lengths.length, lengths.slice(0, 4)], [3, 4000, [2, 5, 6, 4]]);
    assert.deepEqual([gaps.every((gap) => gap === null), longestGap], [true, undefined]);
  });
});

describe('Where a run stands', () => {
  const run = (id: string, score: number | undefined, costUsd?: number) =>
    makeRun({
      ref: makeRef(id),
      facts: given({ score, costUsd }),
      duration: undefined,
      successRate: undefined,
      turns: undefined,
    });

  it('is told for each figure that it shares with another run', () => {
    const own = run('own', 40, 0.2);
    const siblings = [run('a', 80), run('b', 100), own, run('c', 20), run('d', undefined)];
    assert.deepEqual(standingsOf(own, siblings), [
      {
        name: 'Score',
        unit: 'number',
        own: 40,
        runs: 4,
        above: 2,
        below: 1,
        median: 60,
        least: 20,
        most: 100,
        others: [20, 80, 100],
      },
    ]);
  });

  it('is not told of a figure that the run itself does not report', () => {
    assert.deepEqual(standingsOf(run('own', undefined), [run('a', 80)]), []);
  });
});

test('the runs beside one are told in the order of the tree, those around it where there are many', () => {
  const runs = Array.from({ length: 250 }, (_, i) =>
    makeRun({ ref: makeRef(`r${i}`), title: `Run ${i}`, reason: i === 201 ? 'No lamp.' : undefined }),
  );
  const own = runs[200];
  assert.ok(own);
  const { rows, total } = othersOf(own.ref, runs);
  assert.deepEqual([total, rows.length, rows[0]?.run, rows.at(-1)?.run], [250, 100, 'r150', 'r249']);
  assert.deepEqual(
    rows.filter((row) => row.own || row.reason !== undefined).map(({ run, reason }) => [run, reason]),
    [
      ['r200', undefined],
      ['r201', 'No lamp.'],
    ],
  );
  assert.deepEqual(
    othersOf(makeRef('unknown'), runs.slice(0, 2)).rows.map((row) => [row.run, row.own]),
    [
      ['r0', false],
      ['r1', false],
    ],
  );
});
