/** What sets a failure group apart from the runs that passed. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { contrastOf, contrastWords } from '../../../src/analysis/clusters/contrast.ts';
import { finished } from '../../../src/analysis/slices.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import type { Run, Turn } from '../../../src/core/run/run.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { near } from './near.ts';
import { runOf, shuffled, turnOf } from './support.ts';

afterEach(() => useLanguage(undefined));

function run(
  sequence: number,
  outcome: 'passed' | 'failed',
  said: string,
  seconds: number,
  tool?: string,
): Run {
  const calls: Turn[] =
    tool === undefined
      ? []
      : [
          turnOf(undefined, {
            blocks: [{ kind: 'toolCall', name: tool, arguments: '{}', callId: undefined }],
          }),
        ];
  const duration = { ms: seconds * 1000, raw: seconds, assumedUnit: false };
  const turns = [turnOf(said, { blocks: [{ kind: 'text', text: said }] }), ...calls];
  return runOf(sequence, { outcome, more: { turns, duration } });
}

const id = (sequence: number) => JSON.stringify(['c', 'b', `run-${sequence}`]);

/** Seven failed runs, six of which say "refund" twice; twelve passed ones, one of which says it. */
function batch(): Run[] {
  return Array.from({ length: 19 }, (_, index) => {
    const failed = index < 7;
    const refund = index < 6 || index === 7 ? 'A refund, a refund' : 'A number';
    return run(
      index + 1,
      failed ? 'failed' : 'passed',
      `${refund} please`,
      failed ? 90 : index,
      failed ? 'pay' : 'find',
    );
  });
}
const group = [1, 2, 3, 4, 5, 6, 7].map(id);

test('words, tools and measures that are in more of these than in passed runs, each once a run', () => {
  const found = finished(contrastOf(group, batch()));
  assert.deepEqual(found.map(contrastWords), [
    'calls pay: in 7 of 7 of these, in 0 of 12 passed runs',
    '“refund”: in 6 of 7 of these, in 1 of 12 passed runs',
    'Duration over 13 s: in 7 of 7 of these, in 6 of 12 passed runs',
  ]);
  assert.equal(found[0]?.what, 'calls pay');
  // All 7 of 19 on one side: 1 way of 50,388, half of it. Two of the five that were looked at are as clear.
  near(found[0].q, (0.5 / 50_388) * (5 / 2), 8);
  assert.deepEqual(finished(contrastOf(group, shuffled(batch()))), found);
  useLanguage(bundledLanguage('ja'));
  assert.equal(finished(contrastOf(group, batch()))[1]?.what, '「refund」');
});

test('what all runs have, and what passed runs have more, is no contrast; few runs have none', () => {
  const found = finished(contrastOf(group, batch())).map(({ what }) => what);
  for (const what of ['“please”', 'calls find', '“number”']) assert.ok(!found.includes(what), what);
  assert.deepEqual(finished(contrastOf(group.slice(0, 4), batch())), []);
  assert.deepEqual(finished(contrastOf(group, batch().slice(0, 11))), []);
});
