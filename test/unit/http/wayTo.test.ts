/** Which way a request takes: VS Code's settings, the environment, and this machine. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainNetwork, wayTo } from '../../../src/http/network.ts';
import type { Environment, NetworkOptions } from '../../../src/http/network.ts';

function way(address: string, options: Partial<NetworkOptions>, env: Environment = {}): string {
  const found = wayTo(new URL(address), { ...plainNetwork, ...options }, env);
  return `${found.kind === 'proxy' ? (found.url?.href ?? 'no address') : 'direct'} ${found.source ?? '-'}`;
}

const proxy = 'http://proxy.corp:3128';
const service = 'https://api.example.com/runs';

describe('the way to a service', () => {
  const table: readonly (readonly [expected: string, options: Partial<NetworkOptions>, env?: Environment])[] =
    [
      ['direct -', {}],
      ['http://proxy.corp:3128/ http.proxy', { proxy }],
      ['http://proxy.corp:3128/ http.proxy', { proxy: ' proxy.corp:3128 ' }],
      ['http://u:p@proxy.corp:3128/ http.proxy', { proxy: 'http://u:p@proxy.corp:3128' }],
      ['no address http.proxy', { proxy: 'http://' }],
      ['no address http.proxy', { proxy: 'http://a b' }],
      ['direct http.proxySupport', { proxy, proxySupport: false }],
      ['http://proxy.corp:3128/ http.proxy', { proxy }, { HTTPS_PROXY: 'http://other:1' }],
      ['http://other:1/ https_proxy', {}, { https_proxy: 'http://other:1', HTTPS_PROXY: 'http://x:1' }],
      ['http://other:1/ HTTPS_PROXY', {}, { HTTPS_PROXY: 'other:1' }],
      ['http://other:1/ HTTP_PROXY', {}, { HTTPS_PROXY: '', HTTP_PROXY: 'http://other:1' }],
      ['direct http.proxySupport', { proxySupport: false }, { HTTPS_PROXY: 'http://other:1' }],
      ['direct NO_PROXY', { proxy }, { NO_PROXY: 'other.org, example.com' }],
      ['http://proxy.corp:3128/ http.proxy', { proxy, noProxy: ['other.org'] }, { NO_PROXY: 'example.com' }],
      ['direct http.noProxy', { proxy, noProxy: ['*'] }],
      ['direct http.noProxy', { proxy, noProxy: ['API.Example.com'] }],
      ['direct http.noProxy', { proxy, noProxy: ['example.com'] }],
      ['direct http.noProxy', { proxy, noProxy: ['.example.com'] }],
      ['direct http.noProxy', { proxy, noProxy: ['*.example.com:443'] }],
      ['http://proxy.corp:3128/ http.proxy', { proxy, noProxy: ['example.com:8443', 'ample.com', '', '*.'] }],
    ];
  for (const [expected, options, env] of table) {
    it(`${JSON.stringify(options)} ${JSON.stringify(env ?? {})}: ${expected}`, () =>
      assert.equal(way(service, options, env), expected));
  }

  it('goes by networks for addresses that are numbers', () => {
    const noProxy = ['10.0.0.0/8', 'fd00::/8', '192.0.2.7', '10.0.0.0/99', 'name/8'];
    const ways = ['10.1.2.3', '11.1.2.3', '[fd00::1]', '[fe00::1]', '192.0.2.7', '192.0.2.77', 'ten.test'];
    assert.deepEqual(
      ways.map((host) => way(`https://${host}/`, { proxy, noProxy }).split(' ')[0]),
      ['direct', `${proxy}/`, 'direct', `${proxy}/`, 'direct', `${proxy}/`, `${proxy}/`],
    );
  });

  it('is direct to this machine, whatever is set', () => {
    for (const host of ['localhost:8080', '127.0.0.1', '127.9.9.9:1', '[::1]:443'])
      assert.equal(way(`https://${host}/`, { proxy }, { HTTPS_PROXY: proxy }), 'direct -');
  });
});
