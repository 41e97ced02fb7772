/** A batch of 1,000 runs in one answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBatch } from '../../bench/batchInputs.ts';
import { ask, makeRun, makeTurn, sourceOf, unmet } from './support.ts';

const runs = makeBatch({ runs: 1000, criteria: 40, turns: 8, seed: 7 }).map((run) => ({
  ...run,
  ref: { ...run.ref, connection: 'shop' },
}));

test('a batch of 1,000 runs is explained in 4,000 tokens: rate, groups with examples, criteria', async () => {
  const {
    text,
    bytes,
    runs: named,
  } = await ask('explain_batch', { batch: 'shop/batch' }, sourceOf({ runs }));
  // Whoever counts tokens counts fewer: one stands for about four letters of English.
  assert.ok(bytes <= 12_000, String(bytes));
  assert.ok((text.match(/\w+|[^\s\w]/g) ?? []).length <= 4000);
  assert.match(text, /^1,000 runs: \d+ failed, \d+ errored, \d+ passed\. Of those judged: .*likely/m);
  assert.ok((text.match(/^group of /gm) ?? []).length >= 8);
  assert.ok(named.length >= 8);
  assert.match(text, /^and \d+ smaller groups of \d+ runs together$/m);
  assert.match(text, /^criterion met in /m);
});

test('what sets a group apart says that it is of a part of the runs', async () => {
  const many = (count: number, name: string, about: Parameters<typeof makeRun>[1]) =>
    Array.from({ length: count }, (_, at) => makeRun(`${name}${at}`, about));
  const source = sourceOf({
    runs: [
      ...many(100, 'p', { turns: [makeTurn('It ships tomorrow')] }),
      ...many(100, 'f', {
        ...{ verdict: 'failed', criteria: [unmet('Names the order', 'It named none.')] },
        turns: [makeTurn('Call somebody else')],
      }),
    ],
  });
  const { text } = await ask('explain_batch', { batch: 'shop/s1/b1' }, source);
  assert.match(text, /^group of 100 of 200 runs, failed/m);
  assert.match(text, /^in 50 of 50 of these and in 0 of 50 passed runs \(of 100 of the runs\):$/m);
});
