import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../../src/core/run/run.ts';
import { unmetReason } from '../../../src/core/run/unmet.ts';
import { criteriaOf, oneLine } from '../../../src/providers/criteria.ts';
import { makeTurn } from '../../webview/support/runs.ts';

const named = (name: string): Json => ({ type: 'text', params: { name, text: `${name} text` } });

/** Name and verdict of each row. */
function rows(criteria: readonly Json[], results: readonly Json[]): string[] {
  return criteriaOf(criteria, results, undefined).map(({ name, met }) => `${name}: ${met}`);
}

test('results find their criteria by name, in any order, whatever the case', () => {
  assert.deepEqual(
    rows(
      [named('First'), named('Second')],
      [{ name: ' second ', success: true }, { params: { name: 'FIRST' } }],
    ),
    ['First: notReported', 'Second: met'],
  );
});

test('results without names are taken by position, but only where the numbers agree', () => {
  const criteria = [named('A'), named('B')];
  assert.deepEqual(rows(criteria, [{ success: true }, { success: false }]), ['A: met', 'B: notMet']);
  assert.deepEqual(rows(criteria, [{ name: 'A', success: true }, { success: false }]), [
    'A: met',
    'B: notMet',
  ]);
  assert.deepEqual(rows(criteria, [true, false]), ['A: met', 'B: notMet']);
  assert.deepEqual(rows(criteria, [{ success: true }]), [
    'A: notReported',
    'B: notReported',
    'Criterion 3: met',
  ]);
});

test('a result that belongs to no criterion is shown after them', () => {
  assert.deepEqual(rows([named('A')], [{ name: 'Other', success: false }]), [
    'A: notReported',
    'Other: notMet',
  ]);
});

test('criteria of the same name get their results in order', () => {
  const results = [
    { name: 'A', success: true },
    { name: 'A', success: false },
  ];
  assert.deepEqual(rows([named('A'), named('A')], results), ['A: met', 'A: notMet']);
});

test('criteria without names are numbered', () => {
  assert.deepEqual(rows([{ type: 'goal' }, 7], []), ['Criterion 1: notReported', 'Criterion 2: notReported']);
});

test('words of a verdict', () => {
  const met = (result: Json) => criteriaOf([], [result], undefined)[0]?.met;
  for (const word of ['passed', 'PASS', 'Success', 'met', 'true', 'fulfilled'])
    assert.equal(met({ result: word }), 'met');
  for (const word of ['failed', 'not_met', 'Not passed', 'unmet', 'false'])
    assert.equal(met({ status: word }), 'notMet');
  for (const word of ['maybe', '', null, 1]) assert.equal(met({ result: word }), 'notReported');
  assert.equal(met({ result: 'The agent was kind', passed: true }), 'met');
  assert.equal(met({ success: null, verdict: 'failed' }), 'notMet');
});

test('the judge is quoted under whatever key', () => {
  for (const key of ['reason', 'reasoning', 'explanation', 'rationale', 'message', 'comment'])
    assert.equal(criteriaOf([], [{ [key]: 'Because' }], undefined)[0]?.reason, 'Because');
});

test('a cited turn is found by id, by number or by index', () => {
  const turns = [
    makeTurn('a', { id: 't1', sequence: 5 }),
    makeTurn('b', { id: 't2' }),
    makeTurn('c', { sequence: 9 }),
  ];
  const cited = (result: Json) => criteriaOf([], [result], turns)[0]?.turn;
  assert.deepEqual(
    [{ turnId: 't2' }, { turn: 9 }, { turnNumber: 2 }, { turnSequence: 5 }, { turnIndex: 2 }].map(cited),
    [1, 2, 1, 0, 2],
  );
  assert.deepEqual(
    [{ turnId: 'gone' }, { turn: 99 }, { turnIndex: 3 }, { turnIndex: -1 }, { turnIndex: 0.5 }, {}].map(
      cited,
    ),
    Array<undefined>(6).fill(undefined),
  );
});

test('criterion and result stay as reported', () => {
  const criterion = named('A');
  const result = { name: 'A', extra: [1] };
  const [row] = criteriaOf([criterion], [result], undefined);
  assert.equal(row?.raw, criterion);
  assert.equal(row.result, result);
});

test('the reason names the first criterion that was not met and counts the others', () => {
  const criteria = criteriaOf(
    [],
    [
      { name: 'A', success: true },
      { name: 'B', success: false },
    ],
    undefined,
  );
  assert.equal(unmetReason(criteria, 'goal'), 'goal not met: B');
  assert.equal(unmetReason(criteria.slice(0, 1), 'goal'), undefined);
});

test('one line of limited length', () => {
  assert.equal(oneLine(' a\n\tb '), 'a b');
  assert.equal(oneLine('abcdef', 4), 'abc…');
  assert.equal(oneLine(' \n'), undefined);
});

test('a score is that of the result; weight and necessity may stand beside either', () => {
  const criteria = [
    { type: 'text', params: { name: 'A', text: 'a', weight: 2 } },
    { type: 'text', required: true, params: { name: 'B' } },
    { type: 'text', params: { name: 'C', score: 1 } },
  ];
  const results = [
    { name: 'A', success: false, score: 0.25 },
    { name: 'B', success: false, weight: 0, score: '0.5' },
    { name: 'C', success: true, required: false },
  ];
  const rows = criteriaOf(criteria, results, undefined);
  assert.deepEqual(
    rows.map(({ score, weight, required }) => [score, weight, required]),
    [
      [0.25, 2, undefined],
      [undefined, 0, true],
      [undefined, undefined, false],
    ],
  );
  assert.equal(unmetReason(rows, 'goal'), 'goal not met: B (and 1 more)', 'what was required says why');
});
