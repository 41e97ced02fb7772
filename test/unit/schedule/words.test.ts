import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatClock } from '../../../src/core/kit/format.ts';
import { statusWords } from '../../../src/core/live/words.ts';
import { isStalled, timeWords } from '../../../src/core/live/going.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';

const now = 1_793_000_000_000;
const hour = 3_600_000;
const at = (ms: number) => ({ ms, raw: ms });

test('the view says how fresh it is and what comes next', () => {
  const words = (more: Partial<Parameters<typeof statusWords>[0]>) =>
    statusWords({ updatedAt: now - 12_000, nextAt: now + 30_000, held: undefined, ...more }, now);
  assert.equal(words({}), 'updated 12 s ago, next in 30 s');
  assert.equal(words({ nextAt: now + 200 }), 'updated 12 s ago, next now');
  assert.equal(
    words({ held: 'rateLimited' }),
    `updated 12 s ago, paused: rate limited until ${formatClock(now + 30_000)}`,
  );
  assert.equal(words({ held: 'failing' }), 'updated 12 s ago, no good answer, next try in 30 s');
  assert.equal(
    words({ held: 'failing', nextAt: undefined }),
    'updated 12 s ago, stopped: see the error below',
  );
  assert.equal(words({ updatedAt: undefined }), 'next in 30 s');
});

test('a run without news for longer than any run takes is marked, with a question mark', () => {
  const run = makeRun({ state: 'running', createdAt: at(now - 3 * hour) });
  assert.deepEqual(timeWords(run, now), ['stalled? no news for 3 h']);
  const talking = { ...run, turns: [makeTurn('Hello', { createdAt: at(now - hour) })] };
  assert.deepEqual(timeWords(talking, now), []);
  assert.equal(isStalled({ ...run, state: 'finished' }, now), false);
  const view = viewOf({ kind: 'run', item: run }, { now });
  assert.deepEqual([view.icon, view.description], ['sync', 'running · 0 turns · stalled? no news for 3 h']);
});

test('expiry is counted down in the last week', () => {
  const expiring = (ms: number) => timeWords(makeRun({ expiresAt: at(now + ms) }), now);
  assert.deepEqual(expiring(8 * 24 * hour), []);
  assert.deepEqual(expiring(52 * hour), ['expires in 2 d 4 h']);
  assert.deepEqual(expiring(hour / 2), ['expires in 30 min']);
  assert.deepEqual(expiring(-1), ['expired']);
});
