import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adviceMs, retryDelay } from '../../../src/http/retry.ts';
import type { FailedAttempt } from '../../../src/http/retry.ts';

function failed(init: Partial<FailedAttempt>): FailedAttempt {
  return { attempt: 1, status: 503, resetBeforeResponse: false, retryAfterMs: undefined, ...init };
}

describe('retryDelay', () => {
  it('doubles, with jitter over the upper half', () => {
    assert.deepEqual(
      [0, 0.5, 1].map((random) => retryDelay(failed({}), random)),
      [250, 375, 500],
    );
    assert.deepEqual(
      [0, 0.5, 1].map((random) => retryDelay(failed({ attempt: 2 }), random)),
      [500, 750, 1000],
    );
    assert.equal(retryDelay(failed({ attempt: 3 }), 0), undefined);
  });

  it('tries again on what may pass by itself, and on nothing else', () => {
    const again = (status: number) => retryDelay(failed({ status }), 0) !== undefined;
    assert.deepEqual([408, 429, 500, 502, 503, 504, 599].filter(again), [408, 429, 500, 502, 503, 504, 599]);
    assert.deepEqual([400, 401, 403, 404, 409, 410, 413, 422, 501, 511].filter(again), []);
  });

  it('gives a reset connection one more chance', () => {
    const reset = { status: undefined, resetBeforeResponse: true };
    assert.equal(retryDelay(failed(reset), 1), 500);
    assert.equal(retryDelay(failed({ ...reset, attempt: 2 }), 1), undefined);
    assert.equal(retryDelay(failed({ status: undefined }), 1), undefined);
  });

  it('waits as long as the service asks, but not longer than 20 s', () => {
    assert.equal(retryDelay(failed({ retryAfterMs: 12_000 }), 0), 12_000);
    assert.equal(retryDelay(failed({ retryAfterMs: 12_000 }), 1), 12_250);
    assert.equal(retryDelay(failed({ retryAfterMs: 0 }), 1), 500);
    assert.equal(retryDelay(failed({ retryAfterMs: 20_000 }), 0), 20_000);
    assert.equal(retryDelay(failed({ retryAfterMs: 20_001 }), 0), undefined);
  });
});

describe('adviceMs', () => {
  const now = Date.parse('2026-04-30T00:00:00.000Z');
  const none = { retryAfter: undefined, resetAt: undefined, date: undefined };

  it('reads seconds, an HTTP date and resetAt', () => {
    assert.equal(adviceMs(none, now), undefined);
    assert.equal(adviceMs({ ...none, retryAfter: '12' }, now), 12_000);
    assert.equal(adviceMs({ ...none, retryAfter: ' 0 ' }, now), 0);
    assert.equal(adviceMs({ ...none, retryAfter: 'Thu, 30 Apr 2026 00:00:30 GMT' }, now), 30_000);
    assert.equal(adviceMs({ ...none, resetAt: now + 60_000 }, now), 60_000);
    assert.equal(adviceMs({ ...none, retryAfter: '5', resetAt: now + 60_000 }, now), 5000);
  });

  it('waits for the longest of several', () => {
    assert.equal(adviceMs({ ...none, retryAfter: '5, 12' }, now), 12_000);
    assert.equal(adviceMs({ ...none, retryAfter: '12,12' }, now), 12_000);
  });

  it('measures moments against the clock of the service', () => {
    const date = 'Thu, 30 Apr 2026 01:00:00 GMT';
    assert.equal(adviceMs({ ...none, retryAfter: 'Thu, 30 Apr 2026 01:00:07 GMT', date }, now), 7000);
  });

  it('survives nonsense', () => {
    assert.equal(adviceMs({ ...none, retryAfter: 'soon' }, now), undefined);
    assert.equal(adviceMs({ ...none, retryAfter: '-3', date: 'never' }, now) ?? 0, 0);
    assert.equal(adviceMs({ ...none, retryAfter: 'Thu, 30 Apr 2020 00:00:00 GMT' }, now), 0);
    assert.equal(adviceMs({ ...none, retryAfter: '9'.repeat(30) }, now), 2_592_000_000);
  });
});
