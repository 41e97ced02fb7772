/** What the tooltip of a run tells of why it failed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { runAt } from './support.ts';

const criterion = (name: string, reason: string | undefined, required = false) => ({
  ...{ name, reason, required, met: 'notMet' as const, text: undefined, type: undefined, score: undefined },
  ...{ weight: undefined, turn: undefined, raw: undefined, result: undefined },
});

test('up to three unmet criteria with the words of the judge, ids last', () => {
  const criteria = [
    criterion('A', 'It never\nsaid so.'),
    criterion('B', undefined),
    criterion('C', 'Too late.', true),
    criterion('D', 'Not shown.'),
    { ...criterion('E', 'Well done.'), met: 'met' as const },
  ];
  const run = runAt('r-1', {
    ...{ title: 'Run 3', verdict: 'failed', reason: 'criterion not met: C (and 3 more)', criteria },
    ...{ turns: undefined, rawState: undefined, createdAt: undefined, duration: undefined, facts: [] },
  });
  const lines = (tooltipOf({ kind: 'run', item: run }, 0) ?? '').split('\n');
  assert.deepEqual(lines.slice(0, 6), [
    ...['Run 3: failed', 'criterion not met: C (and 3 more)'],
    ...['✗ C: Too late.', '✗ A: It never said so.', '✗ B', 'and 1 more'],
  ]);
  assert.equal(lines.at(-1), 'Run id: r-1');
});
