import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cut, cutAt } from '../../../src/panel/text.ts';
import { commonTurns, timelineOf, turnPage } from '../../../src/panel/run/turns.ts';
import { makeRun, makeTurn, makeTurns } from '../../webview/support/runs.ts';

describe('pages of turns', () => {
  const indexes = (turns: readonly { readonly index: number }[]): number[] => turns.map(({ index }) => index);
  const page = (
    turns: ReturnType<typeof makeTurns>,
    from: number,
    count: number,
  ): ReturnType<typeof turnPage> => turnPage({ turns }, timelineOf(turns), from, count);

  it('hold at most 200 turns, however many are asked for', () => {
    const got = page(makeTurns(1000, 20), 100, 5000);
    assert.equal(got.length, 200);
    assert.deepEqual([got[0]?.index, got.at(-1)?.index], [100, 299]);
  });

  it('stay below 256 KB, and get on even when one turn alone is long', () => {
    const turns = Array.from({ length: 20 }, () => makeTurn('x'.repeat(1_000_000)));
    let from = 0;
    while (from < turns.length) {
      const got = page(turns, from, 200);
      assert.ok(got.length > 0);
      assert.ok(JSON.stringify(got).length < 256 * 1024, `${JSON.stringify(got).length}`);
      from += got.length;
    }
    assert.equal(from, 20);
  });

  it('end with the run', () => {
    const turns = makeTurns(5);
    assert.deepEqual(indexes(page(turns, 3, 10)), [3, 4]);
    assert.deepEqual(page(turns, 5, 10), []);
    assert.deepEqual(turnPage(makeRun({ turns: undefined }), timelineOf([]), 0, 10), []);
  });

  it('cut long texts and say how long they are', () => {
    const [turn] = page([makeTurn('x'.repeat(1_000_000))], 0, 1);
    const [said] = turn?.pieces ?? [];
    assert.ok(said?.kind === 'said');
    assert.deepEqual([said.text.text.length, said.text.chars], [65_536, 1_000_000]);
  });

  it('tell what was not reported from what is empty', () => {
    const [none, empty] = page([makeTurn(undefined), makeTurn('')], 0, 2);
    assert.deepEqual(none?.pieces, []);
    assert.deepEqual(empty?.pieces, [{ kind: 'said', text: { text: '', chars: 0 }, nth: undefined }]);
  });

  it('carry times since the start and mark long silences', () => {
    const turns = [0, 5, 10, 15, 90, 95].map((s) => makeTurn('a', { createdAt: { ms: s * 1000, raw: s } }));
    const got = page(turns, 0, 10);
    assert.deepEqual(
      got.map(({ sinceStart, gap, silence }) => [sinceStart, gap, silence]),
      [
        [0, undefined, false],
        [5000, 5000, false],
        [10_000, 5000, false],
        [15_000, 5000, false],
        [90_000, 75_000, true],
        [95_000, 5000, false],
      ],
    );
  });

  it('show no gap where a time is missing', () => {
    const turns = [
      makeTurn('a', { createdAt: { ms: 1, raw: 1 } }),
      makeTurn('b'),
      makeTurn('c', { createdAt: { ms: 9, raw: 9 } }),
    ];
    assert.deepEqual(
      page(turns, 0, 3).map(({ gap }) => gap),
      [undefined, undefined, undefined],
    );
  });
});

describe('what a webview may keep of the turns it has', () => {
  it('ends at the first difference, also when all objects are new', () => {
    const before = makeTurns(5);
    assert.equal(commonTurns(before, before), 5);
    assert.equal(commonTurns(before, makeTurns(8)), 5);
    assert.equal(commonTurns(before, before.toSpliced(2, 1, makeTurn('other'))), 2);
    assert.equal(commonTurns(before, []), 0);
  });
});

describe('cutting', () => {
  it('never splits a pair of surrogates', () => {
    assert.deepEqual(cut('ab😀cd', 3), { text: 'ab', chars: 6 });
    assert.deepEqual(cut('ab😀cd', 4), { text: 'ab😀', chars: 6 });
  });

  it('gets past a lone surrogate', () => {
    const text = '\ud800'.repeat(10);
    let from = 0;
    for (let steps = 0; from < text.length; steps++) {
      assert.ok(steps < 20);
      from = cutAt(text, from, 3);
    }
    assert.equal(from, 10);
  });
});
