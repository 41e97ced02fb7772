import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOfNetwork } from '../../../src/http/networkFailure.ts';
import type { Route } from '../../../src/http/transport.ts';
import { toTransportFailure, TransportFailure } from '../../../src/http/transportFailure.ts';

const direct: Route = {
  transport: 'undici',
  proxy: undefined,
  proxySource: undefined,
  certificates: 'system',
};

function failure(error: unknown, responded = false, route = direct) {
  return failureOfNetwork({
    failure: toTransportFailure(error, responded),
    label: 'Shop',
    url: new URL('https://api.example/runs'),
    route,
    headersTimeoutMs: 30_000,
    bodyTimeoutMs: 1500,
    totalTimeoutMs: 120_000,
    maxBytes: 64 * 1024 * 1024,
    isOffline: false,
    hasAnswered: false,
  });
}

const coded = (code: string) => Object.assign(new Error('with details nobody should see'), { code });

describe('failureOfNetwork', () => {
  const table: readonly (readonly [code: string, reason: string, message: string])[] = [
    ['ENOTFOUND', 'network', 'The name api.example is not known.'],
    ['EAI_AGAIN', 'network', 'The name api.example could not be looked up; this computer may be offline.'],
    ['ECONNREFUSED', 'network', 'api.example refused the connection: nothing listens at this address.'],
    [
      'EHOSTUNREACH',
      'network',
      'There is no way to api.example; this computer may be offline or need a VPN.',
    ],
    ['ENETUNREACH', 'network', 'There is no way to api.example; this computer may be offline or need a VPN.'],
    ['EWHATEVER', 'network', 'api.example could not be reached (EWHATEVER).'],
    ['ECONNRESET', 'network', 'api.example closed the connection without an answer.'],
    ['UND_ERR_SOCKET', 'network', 'api.example closed the connection without an answer.'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'api.example could not be reached in time.'],
    ['ETIMEDOUT', 'timeout', 'api.example could not be reached in time.'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'Shop did not begin to answer within 30 s.'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', 'Shop fell silent for 1.5 s in the middle of its answer.'],
    ['CERT_HAS_EXPIRED', 'tls', 'The certificate of api.example has expired.'],
    ['CERT_NOT_YET_VALID', 'tls', 'The certificate of api.example is not valid yet.'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'The certificate that api.example showed is for another name.'],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'tls',
      'The certificate of api.example is not one that is trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
    ],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'tls',
      'The certificate of api.example is not one that is trusted here (SELF_SIGNED_CERT_IN_CHAIN).',
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'api.example does not speak https properly.'],
    ['HPE_INVALID_CONSTANT', 'badResponse', 'What api.example sent is not a proper HTTP answer.'],
    ['UND_ERR_HEADERS_OVERFLOW', 'badResponse', 'What api.example sent is not a proper HTTP answer.'],
  ];
  for (const [code, reason, message] of table) {
    it(`says what ${code} means`, () => {
      const error = failure(coded(code));
      assert.deepEqual([error.reason, error.message], [reason, message]);
      assert.match(error.nextStep, /^[A-Z].*\.$/);
    });
  }

  it('finds the code in causes and in the parts of an aggregate', () => {
    assert.equal(failure(new TypeError('fetch failed', { cause: coded('ENOTFOUND') })).reason, 'network');
    const both = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]);
    assert.equal(
      failure(both).message,
      'api.example refused the connection: nothing listens at this address.',
    );
    assert.equal(failure('odd').message, 'api.example could not be reached.');
  });

  it('tells a reset in the middle of the answer from one before', () => {
    const error = failure(coded('ECONNRESET'), true);
    assert.equal(error.message, 'The connection to api.example broke off in the middle of the answer.');
  });

  it('says so too where no code came with it', () => {
    const sentences = (route: Route) => {
      const error = failure(new TypeError('network error'), true, route);
      return `${error.message} ${error.nextStep}`;
    };
    assert.equal(
      sentences({ ...direct, transport: 'browser', certificates: 'browser' }),
      'The connection to api.example broke off in the middle of the answer. Try again in a moment.',
    );
    assert.equal(
      sentences({ ...direct, transport: 'vscode', certificates: 'vscode' }),
      'The connection to api.example broke off in the middle of the answer. Try again. If it stays: Is the address right? If a proxy is needed, see the setting http.proxy.',
    );
  });

  it('names the cap', () => {
    const error = failure(new TransportFailure('tooLarge', true));
    assert.deepEqual(
      [error.reason, error.message],
      ['tooLarge', 'Shop sent more than 64 MB, which is more than is read at once.'],
    );
  });
});
