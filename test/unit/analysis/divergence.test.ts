/**
 * Where repeated runs of one task part for the first time, by the tools they called before each turn that is seen.
 * The runs are made up, in the shape of published pairs of tau-bench trials: the same calls sooner, later, more often.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSplit, type Divergence } from '../../../src/analysis/align/firstSplit.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { runOf, turnOf } from './support.ts';

/** Tools called before each seen turn, in order. */
type Tools = readonly (readonly string[])[];

interface Pair {
  readonly what: string;
  readonly a: Tools;
  readonly b: Tools;
  /** The seen turn of both at which they part; `null`: nowhere. */
  readonly turn: number | null;
  readonly level: Divergence['level'];
}

const none: readonly string[] = [];
const quiet = (turns: number): Tools => Array.from({ length: turns }, () => none);

const pairs: readonly Pair[] = [
  {
    what: 'one looks the customer up as well',
    a: [...quiet(3), ['find_customer', 'find_parcel'], none, ['find_courier']],
    b: [...quiet(3), ['find_parcel'], ...quiet(2), ['find_courier'], none],
    ...{ turn: 3, level: 'tool' },
  },
  {
    what: 'one does at once what the other does two turns later',
    a: [...quiet(3), ['find_customer'], none, ['find_parcel'], ['think', 'add_up'], none],
    b: [...quiet(3), ['find_customer', 'find_parcel'], none, ['add_up'], none],
    ...{ turn: 3, level: 'tool' },
  },
  {
    what: 'one is sooner',
    a: [...quiet(5), ['find_customer', 'find_parcel'], ...quiet(3)],
    b: [...quiet(3), ['find_customer'], ['find_parcel'], ...quiet(3)],
    ...{ turn: 3, level: 'tool' },
  },
  {
    what: 'one calls no tool at all',
    a: [...quiet(2), ['find_customer'], none],
    b: quiet(5),
    ...{ turn: 2, level: 'tool' },
  },
  {
    what: 'the same many calls, one with a thought between',
    a: [
      ...quiet(3),
      ['find_customer'],
      none,
      [...Array<string>(7).fill('find_parcel'), 'send_back', 'send_back'],
    ],
    b: [
      ...quiet(3),
      ['find_customer'],
      [...Array<string>(7).fill('find_parcel'), 'think', 'send_back'],
      none,
    ],
    ...{ turn: 4, level: 'tool' },
  },
  {
    what: 'the same calls before a turn, one of them once more',
    a: [none, ['find_parcel', 'find_parcel'], none],
    b: [none, ['find_parcel', 'find_parcel', 'find_parcel'], none],
    ...{ turn: 1, level: 'tool' },
  },
  {
    what: 'a late call of one alone',
    a: [...quiet(3), ['find_customer', 'find_parcel'], ...quiet(7)],
    b: [...quiet(3), ['find_customer', 'find_parcel'], ...quiet(5), ['send_voucher'], none],
    ...{ turn: 9, level: 'tool' },
  },
  {
    what: 'one talks on without any further call',
    a: [...quiet(3), ['find_parcel'], ...quiet(7)],
    b: [...quiet(3), ['find_parcel'], ...quiet(10)],
    ...{ turn: 11, level: 'length' },
  },
  {
    what: 'the same tools at the same turns',
    a: [...quiet(3), ['find_parcel'], ...quiet(3)],
    b: [...quiet(3), ['find_parcel'], ...quiet(3)],
    ...{ turn: null, level: 'none' },
  },
];

const said = (at: number) => `Both say the sentence of place ${String.fromCharCode(97 + at)} here`;
const speaker = (at: number) => (at % 2 === 0 ? 'user' : 'agent');
const call = (name: string, sent = '{"number":"A-17"}') =>
  ({ kind: 'toolCall', name, arguments: sent, callId: undefined }) as const;

/** The calls stand in the turn before which they were made. */
function together(tools: Tools): Run {
  const turns = tools.map((names, at): Turn => {
    const text = said(at);
    const blocks = [...names.map((name) => call(name)), { kind: 'text', text } as const];
    return turnOf(text, { role: speaker(at), blocks });
  });
  return runOf(1, { more: { turns } });
}

/** Each call is a turn of its own, as chat logs have it. */
function apart(tools: Tools): Run {
  const turns = tools.flatMap((names, at) => [
    ...names.map((name) => turnOf(undefined, { role: 'agent', blocks: [call(name)] })),
    turnOf(said(at), { role: speaker(at), blocks: [{ kind: 'text', text: said(at) }] }),
  ]);
  return runOf(1, { more: { turns } });
}

/** How many seen turns stand before a turn. */
function seenBefore({ turns = [] }: Run, turn: number): number {
  return turns.slice(0, turn).filter(({ text }) => text !== undefined).length;
}

for (const { what, a, b, turn, level } of pairs)
  test(`the first split: ${what}`, () => {
    const [one, other] = [together(a), together(b)];
    const found = firstSplit(one, other, 0.3);
    assert.deepEqual([found.level, found.turnA, found.turnB], [level, turn, turn]);
    const back = firstSplit(other, one, 0.3);
    assert.deepEqual([back.level, back.turnA, back.turnB], [level, turn, turn]);
    const [first, second] = [apart(a), apart(b)];
    const split = firstSplit(first, second, 0.3);
    const seen = (run: Run, at: number | null) => (at === null ? null : seenBefore(run, at));
    assert.deepEqual([split.level, seen(first, split.turnA), seen(second, split.turnB)], [level, turn, turn]);
  });

test('the first split by arguments: the same tool, asked for something else; the order of members is none', () => {
  const with1 = (sent: string): Run =>
    runOf(1, {
      more: {
        turns: [
          turnOf(said(0), { role: 'user' }),
          turnOf(said(1), {
            role: 'agent',
            blocks: [call('find_parcel', sent), { kind: 'text', text: said(1) }],
          }),
          turnOf(said(2), { role: 'user' }),
        ],
      },
    });
  const plain = with1('{"street":"Elm","house":"old"}');
  const split = firstSplit(plain, with1('{"street":"Oak","house":"old"}'), 0.3);
  assert.deepEqual([split.level, split.turnA], ['arguments', 1]);
  assert.equal(firstSplit(plain, with1('{"house":"old","street":"Elm"}'), 0.3).level, 'none');
});

test('the first split by wording: by words as often as they are said, numbers, dates and marks aside', () => {
  const talk = (...lines: readonly string[]): Run =>
    runOf(1, { more: { turns: lines.map((text, at) => turnOf(text, { role: speaker(at) })) } });
  const a = talk('I want to send **3** parcels on 2024-05-20', 'Where to', 'To Rome please');
  const b = talk('I want to send 12 parcels on 2025-01-02', 'Where do they go to', 'Cancel all of it');
  // Of two and five words two are the same: 4/7. Then of three and four none.
  assert.deepEqual(firstSplit(a, b, 0.3), {
    level: 'wording',
    turnA: 2,
    turnB: 2,
    similarity: 0,
    sameTurns: 2,
  });
  const early = firstSplit(a, b, 0.6);
  assert.deepEqual(
    [early.level, early.turnA, early.similarity?.toFixed(4)],
    ['wording', 1, (4 / 7).toFixed(4)],
  );
});
