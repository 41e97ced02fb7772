/** Two transcripts side by side. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignment, type AlignedRow, type Alignment } from '../../../src/analysis/align/alignment.ts';
import { bestPairs } from '../../../src/analysis/align/bestPairs.ts';
import { firstSplit } from '../../../src/analysis/align/firstSplit.ts';
import { longestCommon, type Pair } from '../../../src/analysis/align/longestCommon.ts';
import { medoidOf, starAlignment } from '../../../src/analysis/align/star.ts';
import { finished, inSlices } from '../../../src/analysis/slices.ts';
import { seeded } from '../../../src/analysis/stats/random.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { runOf, turnOf } from './support.ts';

/** Each line is a turn; `user: Hi` has a role, `call name {}` calls a tool. */
function talk(...lines: readonly string[]): Run {
  return runOf(1, { more: { turns: lines.map(turnIn) } });
}

function turnIn(line: string): Turn {
  const [, name, args] = /^call (\w+) (.*)$/.exec(line) ?? [];
  if (name !== undefined)
    return turnOf(undefined, {
      role: 'agent',
      blocks: [{ kind: 'toolCall', name, arguments: args, callId: undefined }],
    });
  const [role, text = ''] = line.split(': ');
  return turnOf(text, { role, blocks: [{ kind: 'text', text }] });
}

function aligned(a: Run, b: Run): Alignment {
  return finished(alignment(a, b, firstSplit(a, b, 0.3), 0.3));
}

const short = (rows: readonly AlignedRow[]) => rows.map(({ a, b, kind }) => [a, b, kind]);

const common = ['user: Where is my order please', 'agent: Tell me the number of your order'];

test('an inserted turn does not push the others out of line', () => {
  const a = talk(...common, 'user: It is number seven', 'agent: Your order comes tomorrow morning');
  const b = talk(
    ...common,
    'user: Why do you need that at all',
    'agent: To find you in our books',
    'user: It is number seven',
    'agent: Your order comes tomorrow at noon',
  );
  const { rows, splitRow, approximate } = aligned(a, b);
  assert.deepEqual(short(rows), [
    [0, 0, 'same'],
    [1, 1, 'same'],
    [null, 2, 'onlyB'],
    [null, 3, 'onlyB'],
    [2, 4, 'same'],
    [3, 5, 'reworded'],
  ]);
  assert.deepEqual([splitRow, approximate], [2, false]);
  // 4 words of 5 and 6 are the same: your, order, comes, tomorrow.
  assert.equal(rows[5]?.similarity.toFixed(4), (8 / 11).toFixed(4));
});

test('what says another thing at the same place stands side by side; other speakers and tools do not', () => {
  const a = talk(...common, 'user: It is number seven', 'call find {"id":7}', 'agent: It comes tomorrow');
  const b = talk(...common, 'user: Never mind then, bye', 'call close {"id":7}', 'agent: Goodbye, have fun');
  assert.deepEqual(short(aligned(a, b).rows), [
    [0, 0, 'same'],
    [1, 1, 'same'],
    [2, 2, 'different'],
    [3, null, 'onlyA'],
    [null, 3, 'onlyB'],
    [4, 4, 'different'],
  ]);
});

test('a mere "Yes." does not pull what belongs together out of line', () => {
  const longer = ['user: I want my money back for this order', 'user: The parcel was wet and torn open'];
  const a = talk('agent: Is it you', 'user: Yes', ...longer);
  const b = talk('agent: Whose order was that', ...longer.map((line) => `${line} today`), 'user: Yes');
  assert.deepEqual(
    short(aligned(a, b).rows).filter(([, , kind]) => kind === 'same'),
    [
      [2, 1, 'same'],
      [3, 2, 'same'],
    ],
  );
});

test('arguments in another order are the same call, and other values the same call reworded', () => {
  const a = talk(...common, 'call find {"id":7,"from":"berlin","to":"rome","when":"may"}');
  const b = talk(...common, 'call find {"to":"rome", "when":"may", "from":"berlin","id":7}');
  const c = talk(...common, 'call find {"id":7,"from":"berlin","to":"oslo","when":"june"}');
  assert.deepEqual(short(aligned(a, b).rows).at(-1), [2, 2, 'same']);
  assert.equal(aligned(a, b).splitRow, null);
  assert.deepEqual(short(aligned(a, c).rows).at(-1), [2, 2, 'reworded']);
  assert.equal(aligned(a, c).splitRow, 2);
});

test('empty transcripts and one that ends sooner', () => {
  const none = talk();
  assert.deepEqual(aligned(none, none), { rows: [], splitRow: null, approximate: false });
  assert.deepEqual(short(aligned(talk(...common), none).rows), [
    [0, null, 'onlyA'],
    [1, null, 'onlyA'],
  ]);
  const sooner = aligned(talk(...common), talk(...common.slice(0, 1)));
  assert.deepEqual([short(sooner.rows).at(-1), sooner.splitRow], [[1, null, 'onlyA'], 1]);
});

test('every turn is in one row, in order, and the other way round the sides are swapped', () => {
  const random = seeded(11);
  const words = ['order', 'number', 'where', 'refund', 'tomorrow', 'please', 'agent'];
  const anyTalk = () =>
    talk(
      ...Array.from({ length: Math.floor(random() * 9) }, (_, index) => {
        const said = Array.from({ length: 4 }, () => words[Math.floor(random() * words.length)]);
        return `${index % 2 ? 'agent' : 'user'}: ${said.join(' ')}`;
      }),
    );
  for (let round = 0; round < 200; round++) {
    const [a, b] = [anyTalk(), anyTalk()];
    const { rows } = aligned(a, b);
    const turnsOf = (side: 'a' | 'b') => rows.map((row) => row[side]).filter((turn) => turn !== null);
    assert.deepEqual(turnsOf('a'), [...(a.turns ?? []).keys()]);
    assert.deepEqual(turnsOf('b'), [...(b.turns ?? []).keys()]);
    const sum = (all: readonly AlignedRow[]) => all.reduce((total, row) => total + row.similarity, 0);
    const matched = (all: readonly AlignedRow[]) =>
      sum(all.filter(({ kind }) => kind === 'same' || kind === 'reworded'));
    assert.equal(matched(rows).toFixed(6), matched(aligned(b, a).rows).toFixed(6));
  }
});

test('the longest common part is as long as the slow way says, and common', () => {
  const random = seeded(5);
  for (let round = 0; round < 150; round++) {
    const list = () =>
      Int32Array.from({ length: Math.floor(random() * 90) }, () => Math.floor(random() * (2 + (round % 9))));
    const [a, b] = [list(), list()];
    const pairs = finished(longestCommon(a, b));
    assert.equal(pairs.length, slowLength(a, b));
    checkOrder(pairs);
    for (const [i, j] of pairs) assert.equal(a[i], b[j]);
  }
});

function slowLength(a: Int32Array, b: Int32Array): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const value of a) {
    const own = [0];
    b.forEach((other, j) => {
      own.push(other === value ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, own[j] ?? 0));
    });
    above = own;
  }
  return above[b.length] ?? 0;
}

function checkOrder(pairs: readonly Pair[]): void {
  pairs.forEach(([i, j], at) => {
    const [beforeI, beforeJ] = pairs[at - 1] ?? [-1, -1];
    assert.ok(i > beforeI && j > beforeJ);
  });
}

test('pairs between have the largest sum of likeness that any pairs in order have', () => {
  const random = seeded(8);
  for (let round = 0; round < 100; round++) {
    const [n, m] = [1 + Math.floor(random() * 12), 1 + Math.floor(random() * 12)];
    const table = Array.from({ length: n * m }, () => (random() < 0.5 ? 0 : random()));
    const { pairs, approximate } = finished(bestPairs(n, m, (i, j) => table[i * m + j] ?? 0));
    checkOrder(pairs);
    const sum = pairs.reduce((total, [i, j]) => total + (table[i * m + j] ?? 0), 0);
    assert.equal(sum.toFixed(9), slowSum(table, n, m).toFixed(9));
    assert.equal(approximate, false);
  }
});

function slowSum(table: readonly number[], n: number, m: number): number {
  const best = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0));
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++) {
      const [up, left, corner] = [best[i - 1]?.[j] ?? 0, best[i]?.[j - 1] ?? 0, best[i - 1]?.[j - 1] ?? 0];
      const row = best[i];
      if (row) row[j] = Math.max(up, left, corner + (table[(i - 1) * m + j - 1] ?? 0));
    }
  return best[n]?.[m] ?? 0;
}

test('long transcripts are compared near the diagonal alone, and say so; twice the turns are twice the work', () => {
  const work = (turns: number) => {
    let compared = 0;
    const found = finished(
      bestPairs(turns, turns + 7, (i, j) => {
        compared++;
        return i === j ? 1 : 0;
      }),
    );
    assert.deepEqual([found.approximate, found.pairs.length], [true, turns]);
    return compared;
  };
  const [once, twice] = [work(1000), work(2000)];
  assert.ok(twice / once < 2.1, `${twice} of ${once}`);
  const shifted = finished(bestPairs(900, 300, (i, j) => (i === j * 3 ? 1 : 0)));
  assert.deepEqual([shifted.approximate, shifted.pairs.length], [true, 300]);
});

test('near the diagonal nothing better is missed', () => {
  const random = seeded(13);
  for (const [n, m] of [
    [640, 640],
    [700, 500],
    [400, 1000],
  ] as const) {
    const table = Array.from({ length: n * m }, (_, cell) => {
      const [i, j] = [Math.floor(cell / m), cell % m];
      return Math.abs(j - ((i + 0.5) * m) / n) < 31 && random() < 0.3 ? random() : 0;
    });
    const { pairs, approximate } = finished(bestPairs(n, m, (i, j) => table[i * m + j] ?? 0));
    checkOrder(pairs);
    const sum = pairs.reduce((total, [i, j]) => total + (table[i * m + j] ?? 0), 0);
    assert.deepEqual([approximate, sum.toFixed(6)], [true, slowSum(table, n, m).toFixed(6)]);
  }
});

test('the edge of what is compared counts as the rest does', () => {
  const edge = (i: number) => Math.round((i + 0.5) * 2.5) + 31;
  const { pairs } = finished(bestPairs(400, 1000, (i, j) => (j === edge(i) ? 1 : 0)));
  assert.deepEqual(
    pairs,
    Array.from({ length: 387 }, (_, i) => [i, edge(i)]),
  );
});

test('work is left after a slice, goes on, and ends when it is cancelled', async () => {
  const turns = Array.from(
    { length: 2000 },
    (_, i) => `user: turn ${'abcdefghij'[i % 10]} of the long talk ${i}`,
  );
  const [a, b] = [talk(...turns), talk(...turns.map((line) => `${line} indeed`).toReversed())];
  const split = firstSplit(a, b, 0.3);
  let time = 0;
  let pauses = 0;
  const clock = {
    now: () => (time += 5),
    pause: () => {
      pauses++;
      return Promise.resolve();
    },
  };
  const found = await inSlices(alignment(a, b, split, 0.3), clock);
  assert.deepEqual(found, finished(alignment(a, b, split, 0.3)));
  assert.ok(pauses > 10, String(pauses));
  const abort = new AbortController();
  let left = 3;
  const pause = () => {
    if (--left === 0) abort.abort(new Error('enough'));
    return Promise.resolve();
  };
  const cancelled = inSlices(alignment(a, b, split, 0.3), { ...clock, pause, signal: abort.signal });
  await assert.rejects(cancelled, /enough/);
  assert.equal(left, 0);
});

test('several runs stand beside a reference; what others add shares rows', () => {
  const end = 'agent: Your order comes tomorrow morning';
  const reference = talk(...common, end);
  const longer = talk(...common, 'user: Hurry up now friend', end);
  const other = talk(...common, 'user: I wait since monday', end);
  const { rows, splits } = finished(starAlignment(reference, [longer, other, reference], 0.3));
  assert.deepEqual(
    rows.map((row) => [row.reference, ...row.others.map((each) => each?.turn ?? null)]),
    [
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [null, 2, 2, null],
      [2, 3, 3, 2],
    ],
  );
  assert.deepEqual(
    splits.map(({ level, turnA }) => [level, turnA]),
    [
      ['wording', 2],
      ['wording', 2],
      ['none', null],
    ],
  );
});

test('the run that is most like the others is their middle', () => {
  const odd = talk('user: Something else entirely');
  const one = talk(...common, 'user: Number seven');
  const runs = [odd, one, talk(...common, 'user: Number seven'), talk(...common)];
  assert.equal(medoidOf(runs), one);
  assert.equal(medoidOf([]), undefined);
});
