import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ArchivedBatch, ArchivedPlace } from '../../../src/archive/archive.ts';
import { openSession, saidRun } from './support.ts';

const at = (...path: string[]): ArchivedPlace => ({ connection: 'shop', path });

/** A run at a place, at a minute, that passed or not. */
function runIn(path: readonly string[], id: string, minute: number, passed: boolean) {
  const ref = { connection: 'shop', path, run: id };
  return saidRun(id, [], { ref, minute, state: 'finished', verdict: passed ? 'passed' : 'failed' });
}

const words = (batches: readonly ArchivedBatch[]) =>
  batches.map(({ place, outcomes }) => `${place.path.join('/')} ${JSON.stringify(outcomes)}`);

test('the newest batches of each collection below a place are counted, the newest first', (t) => {
  const { session, keep } = openSession(t);
  keep([
    runIn(['s', 'b1'], 'a', 1, true),
    runIn(['s', 'b2'], 'b', 2, true),
    runIn(['s', 'b2'], 'c', 3, false),
    runIn(['s', 'b3'], 'd', 4, false),
    runIn(['t', 'b4'], 'e', 0, true),
  ]);
  assert.deepEqual(words(session.batches(at(), 2)), [
    's/b3 {"failed":1}',
    's/b2 {"failed":1,"passed":1}',
    't/b4 {"passed":1}',
  ]);
  assert.deepEqual(words(session.batches(at('s'), 1)), [
    's/b3 {"failed":1}',
    's/b2 {"failed":1,"passed":1}',
    's/b1 {"passed":1}',
  ]);
  assert.deepEqual(words(session.batches(at('s', 'b1'), 5)), ['s/b1 {"passed":1}']);
  assert.deepEqual(session.batches({ connection: 'sho', path: [] }, 5), []);
});

test('a batch says the time of its newest run, and when it was seen', (t) => {
  const { session, keep } = openSession(t);
  const [first, last] = [runIn(['s', 'b'], 'a', 1, true), runIn(['s', 'b'], 'b', 7, true)];
  keep([first], 5000);
  keep([last], 9000);
  const [batch] = session.batches(at(), 5);
  assert.deepEqual([batch?.at, batch?.seenAt], [last.createdAt?.ms, 9000]);
});

test('runs that the service no longer has count only where it has none of them', (t) => {
  const { session, keep } = openSession(t);
  const [a, b] = [runIn(['s', 'b'], 'a', 1, true), runIn(['s', 'b'], 'b', 2, false)];
  keep([a, b]);
  session.markGone({ refs: [b.ref], gone: 'deleted' });
  assert.deepEqual(words(session.batches(at(), 5)), ['s/b {"passed":1}']);
  session.markGone({ refs: [a.ref], gone: 'expired' });
  assert.deepEqual(words(session.batches(at(), 5)), ['s/b {"failed":1,"passed":1}']);
});
