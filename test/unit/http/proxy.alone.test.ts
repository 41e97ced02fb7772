/** A real forward proxy, real TLS, and an authority that only the (process's) system store knows. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { plainNetwork } from '../../../src/http/network.ts';
import type { NetworkOptions } from '../../../src/http/network.ts';
import { makeAuthority } from '../../support/proxy/certificates.ts';
import type { ForwardProxyOptions } from '../../support/proxy/forwardProxy.ts';
import { startForwardProxy } from '../../support/proxy/forwardProxy.ts';
import { noSystemStore, trustInSystemStore } from '../../support/proxy/trust.ts';
import { json, key, rig, serve, serveTls } from './support.ts';

const authority = makeAuthority();
trustInSystemStore(authority);
const pair = authority.issue({ names: ['service.test'] });

/** A service that only the proxy can find, and settings that a test may change at any time. */
async function behindProxy(t: TestContext, options: ForwardProxyOptions = {}) {
  const server = await serveTls(t, pair, json({ fine: true }, 200, { 'x-request-id': 'req-9' }));
  const proxy = await startForwardProxy(options);
  t.after(() => proxy.close());
  const settings: { now: NetworkOptions } = {
    now: { ...plainNetwork, transport: 'undici', proxy: proxy.url },
  };
  const service = rig(t, server.origin, { network: () => settings.now });
  return { server, proxy, settings, service, port: new URL(server.origin).port };
}

describe('a service behind a proxy', { skip: noSystemStore }, () => {
  it('is reached through http.proxy, with the certificates of the system', async (t) => {
    const { server, proxy, service, port } = await behindProxy(t);
    assert.equal((await service.get('/runs')).text, '{"fine":true}');
    assert.deepEqual(proxy.asked, [`service.test:${port}`]);
    assert.equal(server.seen[0]?.headers['x-api-key'], key);
    assert.deepEqual(service.report(server.origin), {
      origin: server.origin,
      transport: 'undici',
      proxy: new URL(proxy.url).host,
      proxySource: 'http.proxy',
      certificates: 'system',
      last: { status: 200, reason: undefined, ms: 0, requestId: 'req-9', at: 1_767_323_045_000 },
    });
  });

  it('is reached as soon as the setting is right, and no longer than that', async (t) => {
    const { settings, service, proxy } = await behindProxy(t);
    const right = settings.now;
    settings.now = { ...right, proxy: '' };
    const lost = await service.fail('/');
    assert.match(lost.message, /^The name service\.test:\d+ (is not known|could not be looked up)/);
    assert.equal(
      lost.nextStep,
      'Is the address right? If a proxy is needed, name it in the setting http.proxy.',
    );
    settings.now = right;
    await service.get('/');
    settings.now = { ...right, noProxy: ['service.test'] };
    assert.equal(
      (await service.fail('/')).nextStep,
      'Is the address right? No proxy is used for it, because of http.noProxy.',
    );
    settings.now = { ...right, proxySupport: false };
    assert.equal(
      (await service.fail('/')).nextStep,
      'Is the address right? No proxy is used, because the setting http.proxySupport is off.',
    );
    assert.equal(proxy.asked.length, 1);
  });

  it('is reached by the environment, too', async (t) => {
    const { server, proxy } = await behindProxy(t);
    const service = rig(t, server.origin, { env: { HTTPS_PROXY: proxy.url } });
    await service.get('/');
    assert.equal(service.report(server.origin).proxySource, 'HTTPS_PROXY');
  });

  it('is not trusted when the certificates of the system do not count', async (t) => {
    const { settings, service } = await behindProxy(t);
    settings.now = { ...settings.now, systemCertificates: false };
    const error = await service.fail('/');
    assert.equal(error.reason, 'tls');
    assert.match(error.nextStep, /see the setting http\.systemCertificates\.$/);
  });

  it('is not trusted because the environment says that nothing is checked', async (t) => {
    const { settings, service } = await behindProxy(t);
    settings.now = { ...settings.now, systemCertificates: false };
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    t.after(() => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']);
    assert.equal((await service.fail('/')).reason, 'tls');
  });

  it('is not asked in another way when its certificate is not trusted', async (t) => {
    const { settings, server, proxy } = await behindProxy(t);
    const asked: URL[] = [];
    const trusting = rig(t, server.origin, {
      network: () => ({ ...settings.now, transport: 'auto', systemCertificates: false }),
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve(new Response('{}'));
      },
    });
    assert.equal((await trusting.fail('/')).reason, 'tls');
    assert.deepEqual([asked, proxy.asked.length], [[], 1]);
  });

  it('keeps its connection while nothing changes', async (t) => {
    const { service, proxy } = await behindProxy(t);
    for (let request = 0; request < 6; request += 1) await service.get('/');
    // undici opens a second one when the first has not quite come to rest.
    assert.ok(proxy.asked.length <= 2, `${proxy.asked.length} tunnels`);
  });
});

describe('a proxy that asks for a sign-in', { skip: noSystemStore }, () => {
  const signIn = { user: 'ann', password: 'p@ss' };

  it('is told of http.proxyAuthorization, or of what its address says', async (t) => {
    const { settings, service, proxy, server } = await behindProxy(t, signIn);
    const { now } = settings;
    const basic = `Basic ${Buffer.from('ann:p@ss').toString('base64')}`;
    settings.now = { ...now, proxyAuthorization: basic };
    await service.get('/');
    settings.now = { ...now, proxy: proxy.url.replace('//', '//ann:p%40ss@') };
    await service.get('/');
    for (const { headers } of server.seen) assert.equal(headers['proxy-authorization'], undefined);
    assert.equal(JSON.stringify(service.report(server.origin)).includes('ann'), false);
  });

  it('says so, and what to set', async (t) => {
    const { service, proxy } = await behindProxy(t, signIn);
    const error = await service.fail('/');
    assert.deepEqual(
      [error.reason, error.message, error.nextStep],
      [
        'network',
        `The proxy ${new URL(proxy.url).host} asks for a sign-in.`,
        'Set http.proxyAuthorization, or put user name and password into the setting http.proxy.',
      ],
    );
  });
});

describe('a proxy that speaks https', { skip: noSystemStore }, () => {
  it('is trusted by the certificates of the system', async (t) => {
    const { service } = await behindProxy(t, { tls: authority.issue({ names: ['localhost'] }) });
    await service.get('/');
  });

  it('is checked unless http.proxyStrictSSL is off; the service is always checked', async (t) => {
    const stranger = makeAuthority('Somebody').issue({ names: ['localhost'] });
    const { service, settings } = await behindProxy(t, { tls: stranger });
    const error = await service.fail('/');
    assert.equal(error.reason, 'tls');
    assert.match(
      error.message,
      /^The certificate of the proxy localhost:\d+ is not one that is trusted here/,
    );
    assert.match(error.nextStep, /http\.proxyStrictSSL\.$/);
    settings.now = { ...settings.now, proxyStrictSSL: false };
    await service.get('/');
    settings.now = { ...settings.now, systemCertificates: false };
    assert.match((await service.fail('/')).message, /^The certificate of service\.test/);
  });
});

describe('this machine', { skip: noSystemStore }, () => {
  it('is never asked through a proxy', async (t) => {
    const { proxy } = await behindProxy(t);
    const server = await serve(t, json({}));
    const service = rig(t, server.origin, {
      network: () => ({ ...plainNetwork, proxy: proxy.url, transport: 'vscode' }),
      fetch: () => Promise.reject(new Error('must not be asked')),
    });
    await service.get('/');
    assert.deepEqual(proxy.asked, []);
    assert.equal(service.report(server.origin).transport, 'undici');
  });
});
