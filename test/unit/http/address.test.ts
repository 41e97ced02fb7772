import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { isLoopback } from '../../../src/core/kit/baseUrl.ts';
import { assertAddress } from '../../../src/http/address.ts';

describe('isLoopback', () => {
  it('goes by the name alone', () => {
    const loopback = [
      'http://localhost:3000',
      'http://127.0.0.1',
      'http://127.9.8.7:1',
      'http://[::1]:80',
      'http://0x7f.1',
    ];
    const others = [
      'http://localhost.example.com',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1',
      'http://0.0.0.0',
      'http://[::2]',
      'http://evil.localhost',
    ];
    assert.deepEqual(
      [...loopback, ...others].filter((url) => isLoopback(new URL(url))),
      loopback,
    );
  });
});

describe('assertAddress', () => {
  const reason = (url: string, origin: string) => {
    try {
      assertAddress(new URL(url), origin, 'Shop');
      return 'sent';
    } catch (error) {
      return isProviderError(error) ? error.reason : 'defect';
    }
  };

  it('lets only the own origin pass', () => {
    assert.equal(reason('https://a.example/x', 'https://a.example'), 'sent');
    assert.equal(reason('https://a.example:443/x', 'https://a.example'), 'sent');
    assert.equal(reason('https://b.example/x', 'https://a.example'), 'badResponse');
    assert.equal(reason('https://a.example:444/x', 'https://a.example'), 'badResponse');
    assert.equal(reason('http://a.example/x', 'https://a.example'), 'badResponse');
    assert.equal(reason('https://a.example@b.example/x', 'https://a.example'), 'badResponse');
    assert.equal(reason('https://user:pass@a.example/x', 'https://a.example'), 'badResponse');
  });

  it('wants https except on this machine', () => {
    assert.equal(reason('http://a.example/x', 'http://a.example'), 'tls');
    assert.equal(reason('http://127.0.0.1:8080/x', 'http://127.0.0.1:8080'), 'sent');
    assert.equal(reason('file:///etc/passwd', 'null'), 'tls');
  });
});
