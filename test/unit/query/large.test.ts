/** A batch of 1,000 runs in one answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBatch } from '../../bench/batchInputs.ts';
import { ask, sourceOf } from './support.ts';

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
