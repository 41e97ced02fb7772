import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explain, saysGone } from '../../../src/core/provider/providerError.ts';
import type { Reason } from '../../../src/core/provider/providerError.ts';
import { failureOfAnswer } from '../../../src/http/failure.ts';
import { readRefusal } from '../../../src/providers/promptingCompany/refusals.ts';
import { createScrubber } from '../../../src/http/redact.ts';
import { readErrorText } from '../../../src/http/serviceWords.ts';

const scrubber = createScrubber('canary-8f3a1c77e2');

function failure(status: number, body: unknown = '', retryAfterMs?: number) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return failureOfAnswer({
    label: 'Shop',
    status,
    body: readErrorText(text, { scrubber, requestId: 'req-1', readRefusal }),
    retryAfterMs,
    now: 1000,
  });
}

describe('failureOfAnswer', () => {
  const table: readonly (readonly [status: number, reason: Reason, message: string])[] = [
    [400, 'badResponse', 'Shop did not understand the request.'],
    [401, 'unauthorized', 'Shop did not accept the API key.'],
    [402, 'forbidden', 'Shop wants a paid plan for this.'],
    [403, 'forbidden', 'The API key of Shop may not see this.'],
    [404, 'notFound', 'Shop did not find this.'],
    [405, 'badResponse', 'Shop did not understand the request.'],
    [407, 'network', 'The proxy on the way to Shop asks for a sign-in.'],
    [408, 'timeout', 'Shop took too long to answer.'],
    [409, 'badResponse', 'Shop did not understand the request.'],
    [410, 'notFound', 'Shop no longer has this.'],
    [413, 'badResponse', 'Shop did not understand the request.'],
    [415, 'badResponse', 'Shop did not understand the request.'],
    [422, 'badResponse', 'Shop did not understand the request.'],
    [429, 'rateLimited', 'Shop takes no more requests for now.'],
    [500, 'unavailable', 'Shop is not available just now.'],
    [501, 'unavailable', 'Shop does not offer this.'],
    [502, 'unavailable', 'Shop is not available just now.'],
    [503, 'unavailable', 'Shop is not available just now.'],
    [504, 'timeout', 'Shop took too long to answer.'],
    [511, 'unavailable', 'The network asks for a sign-in before it lets anything through to Shop.'],
  ];
  for (const [status, reason, message] of table) {
    it(`says what ${status} means`, () => {
      const error = failure(status);
      assert.deepEqual([error.reason, error.message, error.status], [reason, message, status]);
      assert.match(error.nextStep, /^[A-Z].*\.$/);
    });
  }

  it('carries the words of RFC 7807', () => {
    const error = failure(404, {
      type: 'about:blank',
      title: 'Not Found',
      detail: 'No such\nresource',
      status: 404,
      traceId: 'trace-9',
      code: 1002,
    });
    assert.deepEqual(explain(error), [
      'Shop did not find this.',
      'It may have been deleted there; otherwise check the address and the project of the connection.',
      'The service said: Not Found: No such resource',
      'HTTP status 404, code 1002',
      'Trace id: trace-9',
      'Request id: req-1',
    ]);
  });

  it('carries the words of the older wrapper', () => {
    const error = failure(500, { error: { code: 1008, message: 'internal', traceId: 't' } });
    assert.deepEqual(
      [error.service.detail, error.service.code, error.service.traceId],
      ['internal', '1008', 't'],
    );
    assert.equal(failure(500, { error: 'broken' }).service.detail, 'broken');
  });

  it('names the scope that is missing', () => {
    const error = failure(403, {
      ok: false,
      code: 'FORBIDDEN',
      message: 'insufficient_scope',
      details: { requiredScopes: ['simulations:read'], missingScopes: ['simulations:read'] },
    });
    assert.equal(error.message, 'The API key of Shop lacks the scope simulations:read.');
    assert.deepEqual(
      [error.reason, error.remedy, error.service.code],
      ['forbidden', 'setApiKey', 'FORBIDDEN'],
    );
  });

  it('knows that some addresses are closed to keys', () => {
    const error = failure(403, { ok: false, code: 'FORBIDDEN', message: 'public_api_only' });
    assert.deepEqual([error.reason, error.message], ['forbidden', 'Shop does not offer this to API keys.']);
  });

  it('knows that a key can be sent in the wrong way', () => {
    const error = failure(401, { ok: false, code: 'UNAUTHORIZED', message: 'auth_method_not_allowed' });
    assert.deepEqual([error.reason, error.remedy], ['unauthorized', 'editConnection']);
  });

  it('knows maintenance', () => {
    const error = failure(503, { ok: false, code: 'MAINTENANCE_MODE', message: 'back soon' });
    assert.equal(error.message, 'Shop is down for maintenance.');
  });

  it('says when to come back', () => {
    const error = failure(429, {}, 61_500);
    assert.deepEqual([error.nextStep, error.retryAt], ['Try again in 62 s.', 62_500]);
    assert.equal(failure(429, {}, 600_000).nextStep, 'Try again in 10 min.');
    assert.equal(failure(429).retryAt, undefined);
  });

  it('does not show HTML, and takes its title for what it is', () => {
    const error = failure(404, '<!DOCTYPE html><html><head><title>Nothing\n here</title></head>');
    assert.equal(error.message, 'There is no such API at the address of Shop.');
    assert.deepEqual(
      [error.service.title, error.service.detail],
      ['Nothing here', 'an HTML page instead of JSON'],
    );
  });

  it('knows who says that nothing is there: the service, or something before it', () => {
    const page = '<!doctype html><title>404</title>';
    for (const body of [{ title: 'Not Found' }, { ok: false, code: 'NOT_FOUND' }, '', 'null'])
      assert.equal(saysGone(failure(404, body)), true, JSON.stringify(body));
    for (const status of [404, 410])
      for (const body of [page, 'default backend - 404']) {
        const error = failure(status, body);
        assert.equal(error.message, 'There is no such API at the address of Shop.');
        assert.deepEqual([error.reason, saysGone(error)], ['notFound', false]);
      }
  });

  it('survives every other body', () => {
    assert.equal(failure(500, 'Bad gateway, says nginx').service.detail, 'Bad gateway, says nginx');
    assert.equal(failure(500, '').service.detail, undefined);
    assert.equal(failure(500, '[1]').service.detail, '[1]');
    assert.equal(failure(500, 'null').service.detail, 'null');
    const odd = failure(403, {
      message: { a: 1 },
      code: [],
      details: { missingScopes: [1, null] },
      error: null,
    });
    assert.deepEqual([odd.service.detail, odd.service.code], [undefined, undefined]);
    assert.equal(odd.message, 'The API key of Shop may not see this.');
  });
});
