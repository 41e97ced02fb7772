/** What the end of `npm test` says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, atSecondTry, closingLines, none } from '../../support/layers/counts.ts';

test('a second try that passes counts as passed, and is told at the end', () => {
  const first = atSecondTry('test/e2e/live.test.ts', { passed: 4, failed: 0 });
  const total = add(add(none, { passed: 90, failed: 1 }), add(first, atSecondTry('the host', none)));
  assert.deepEqual(closingLines(total), [
    'UNSTEADY 2: passed only at the second try: test/e2e/live.test.ts, the host.',
    '94 passed, 1 failed',
  ]);
});

test('one that fails again is a failure and nothing else', () => {
  const again = atSecondTry('test/e2e/live.test.ts', { passed: 3, failed: 1 });
  assert.deepEqual(again, { passed: 3, failed: 1 });
});

test('the last line is the counts alone, the one before says how steady it was', () => {
  assert.deepEqual(closingLines({ passed: 5, failed: 2 }), [
    'UNSTEADY 0: nothing passed only at its second try.',
    '5 passed, 2 failed',
  ]);
});
