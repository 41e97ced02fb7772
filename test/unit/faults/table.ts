/** The faults that are told as errors; see faults.test.ts. */
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { RequestLimits } from '../../../src/http/service.ts';
import type { ProxyFault } from '../../support/proxy/faultyProxy.ts';
import type { ProviderId, Scene, Setting } from './scene.ts';
import { certificates, goodRuns, pageFor, sending } from './scene.ts';

/** `{host}` and `{proxy}` stand for host and port. */
export type Told = readonly [reason: string, sentence: string, nextStep: string, button: string];

export interface Fault {
  readonly name: string;
  readonly at: Setting;
  readonly strike: (scene: Scene) => unknown;
  readonly limits?: Partial<RequestLimits>;
  readonly told: Told | Readonly<Record<ProviderId, Told>>;
}

const again = 'Try again in a moment.';
const running = 'Is the address right, and is the service running?';
const checkProxy = 'Check the setting http.proxy.';
const installed = 'If your company has its own certificates, they must be installed on this computer.';
const checkProject = 'Check the address and the project of the connection.';
const inBetween = 'Try again; if it stays, check the address of the connection and what stands in between.';

export const faults: readonly Fault[] = [
  // The way there.
  direct('name not resolved', { proxy: '' }, [
    'network',
    'The name {host} is not known.',
    'Is the address right? If a proxy is needed, name it in the setting http.proxy.',
    'retry',
  ]),
  direct('kept from the proxy by http.noProxy', { noProxy: ['test'] }, [
    'network',
    'The name {host} is not known.',
    'Is the address right? No proxy is used for it, because of http.noProxy.',
    'openNetworkSettings',
  ]),
  direct('http.proxySupport is off', { proxySupport: false }, [
    'network',
    'The name {host} is not known.',
    'Is the address right? No proxy is used, because the setting http.proxySupport is off.',
    'openNetworkSettings',
  ]),
  direct('http.proxy is no address', { proxy: 'http://' }, [
    'network',
    'There is no address of a proxy in the setting http.proxy.',
    'Correct it.',
    'openNetworkSettings',
  ]),
  {
    name: 'connection refused',
    at: 'plain',
    strike: (scene) => scene.goDown(),
    told: ['network', '{host} refused the connection: nothing listens at this address.', running, 'retry'],
  },
  {
    name: 'connect time-out',
    at: 'proxied',
    strike: proxyThat('silentTunnel'),
    told: [
      'timeout',
      '{host} could not be reached in time.',
      'Is the address right? The proxy {proxy} is in use (http.proxy).',
      'retry',
    ],
  },
  answering('hang before headers', () => undefined, [
    'timeout',
    'Shop did not begin to answer within 0.2 s.',
    again,
    'retry',
  ]),
  {
    name: 'slow drip',
    at: 'plain',
    strike: (scene) => (scene.answer = dripping),
    limits: { totalTimeoutMs: 500 },
    told: ['timeout', 'Shop did not finish its answer within 0.5 s.', again, 'retry'],
  },
  answering(
    'silence in mid-body',
    (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    ['timeout', 'Shop fell silent for 0.2 s in the middle of its answer.', again, 'retry'],
  ),
  answering('reset before the answer', (request) => request.socket.resetAndDestroy(), [
    'network',
    '{host} closed the connection without an answer.',
    `Try again. If it stays: ${running}`,
    'retry',
  ]),
  answering(
    'reset in mid-body',
    (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":[');
      setTimeout(() => request.socket.resetAndDestroy(), 20);
    },
    [
      'network',
      'The connection to {host} broke off in the middle of the answer.',
      `Try again. If it stays: ${running}`,
      'retry',
    ],
  ),
  {
    name: 'never-ending body',
    at: 'plain',
    strike: (scene) => (scene.answer = endless),
    limits: { maxBytes: 1024 * 1024, totalTimeoutMs: 10_000 },
    told: tooLarge('1 MB'),
  },
  {
    name: 'more than 64 MB',
    at: 'plain',
    strike: (scene) =>
      (scene.answer = (_request, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': String(64 * 1024 * 1024 + 1),
        });
        response.write('{');
      }),
    told: tooLarge('64 MB'),
  },
  {
    name: 'a bomb of 1 GB in 1 MB',
    at: 'plain',
    strike: (scene) => (scene.answer = sending(bomb(), 200, { 'content-encoding': 'gzip' })),
    limits: { maxBytes: 1024 * 1024, totalTimeoutMs: 10_000 },
    told: tooLarge('1 MB'),
  },
  answering('no HTTP at all', (request) => void request.socket.end('SSH-2.0-OpenSSH_9.9\r\n'), [
    'badResponse',
    'What {host} sent is not a proper HTTP answer.',
    inBetween,
    'retry',
  ]),

  // TLS.
  certified('TLS untrusted', 'untrusted', [
    'tls',
    'The certificate of {host} is not one that is trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
    installed,
    'openNetworkSettings',
  ]),
  certified('TLS expired', 'expired', [
    'tls',
    'The certificate of {host} has expired.',
    'Whoever runs it must renew it.',
    'retry',
  ]),
  certified('TLS not valid yet', 'early', [
    'tls',
    'The certificate of {host} is not valid yet.',
    "Check this computer's date and time.",
    'retry',
  ]),
  certified('TLS for another host', 'otherName', [
    'tls',
    'The certificate that {host} showed is for another name.',
    "Check the connection's address.",
    'editConnection',
  ]),
  direct('the system’s certificates do not count', { systemCertificates: false }, [
    'tls',
    'The certificate of {host} is not one that is trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
    "Node's own list of authorities is all that counts here: see the setting http.systemCertificates.",
    'openNetworkSettings',
  ]),

  // The proxy.
  {
    name: 'proxy down',
    at: 'proxied',
    strike: (scene) => scene.proxy.close(),
    told: [
      'network',
      'The proxy {proxy} refused the connection: nothing listens there.',
      checkProxy,
      'openNetworkSettings',
    ],
  },
  proxied('proxy 407', 407, [
    'network',
    'The proxy {proxy} asks for a sign-in.',
    'Set http.proxyAuthorization, or put user name and password into the setting http.proxy.',
    'openNetworkSettings',
  ]),
  proxied('proxy 403', 403, [
    'network',
    'The proxy {proxy} did not let the request to {host} through (status 403).',
    'Ask whoever runs the proxy; if none is needed for this host, list it in the setting http.noProxy.',
    'openNetworkSettings',
  ]),
  proxied('proxy 502', 502, [
    'network',
    'The proxy {proxy} could not reach {host} (status 502).',
    'Is the address right? If no proxy is needed for it, list it in the setting http.noProxy.',
    'openNetworkSettings',
  ]),
  proxied('proxy hangs', 'hang', [
    'timeout',
    'The proxy {proxy} did not answer in time.',
    checkProxy,
    'openNetworkSettings',
  ]),
  proxied('proxy closes', 'drop', [
    'network',
    'The proxy {proxy} closed the connection without an answer.',
    checkProxy,
    'openNetworkSettings',
  ]),
  proxied('proxy is none', 'garbage', [
    'network',
    'The proxy {proxy} does not answer as a proxy should.',
    checkProxy,
    'openNetworkSettings',
  ]),
  proxied('tunnel falls', 'dropTunnel', [
    'network',
    '{host} closed the connection without an answer.',
    'Try again. If it stays: Is the address right? The proxy {proxy} is in use (http.proxy).',
    'retry',
  ]),

  // Redirects.
  answering('redirect at the same origin', redirect('/elsewhere'), [
    'badResponse',
    'Shop wants the request to go to another path at the same address; it was not sent there.',
    "If that is right, change the connection's address.",
    'editConnection',
  ]),
  answering('redirect to another origin', redirect('https://evil.example/?k=1'), [
    'badResponse',
    'Shop wants the request to go to https://evil.example; it was not sent there.',
    "If that is right, change the connection's address.",
    'editConnection',
  ]),

  // Statuses.
  ...[400, 405, 409, 413, 422].map((status) =>
    refusing(status, ['badResponse', 'Shop did not understand the request.', checkProject, 'editConnection']),
  ),
  refusing(
    401,
    withKey([
      'unauthorized',
      'Shop did not accept the API key.',
      'Set a key that is valid for this address.',
      'setApiKey',
    ]),
  ),
  refusing(
    403,
    withKey([
      'forbidden',
      'The API key of Shop may not see this.',
      'Ask for access there, or set a key that has it.',
      'setApiKey',
    ]),
  ),
  ...([404, 410] as const).map((status) =>
    refusing(status, [
      'notFound',
      status === 410 ? 'Shop no longer has this.' : 'Shop did not find this.',
      'It may have been deleted there; otherwise check the address and the project of the connection.',
      'editConnection',
    ]),
  ),
  ...[408, 504].map((status) =>
    refusing(status, ['timeout', 'Shop took too long to answer.', again, 'retry']),
  ),
  ...[500, 502, 503].map((status) =>
    refusing(status, ['unavailable', 'Shop is not available just now.', again, 'retry']),
  ),
  refusing(501, [
    'unavailable',
    'Shop does not offer this.',
    'Check whether the address is that of the right version of the service.',
    'editConnection',
  ]),
  refusing(429, limited('Try again in 2 min.'), { 'retry-after': '120' }, ' with seconds'),
  refusing(
    429,
    limited('Try again in 45 s.'),
    { 'retry-after': 'Sun, 22 Nov 2026 12:00:45 GMT', date: 'Sun, 22 Nov 2026 12:00:00 GMT' },
    ' with a date',
  ),
  refusing(429, limited(again), {}, ' without advice'),
  refusing(503, ['unavailable', 'Shop is not available just now.', 'Try again in 60 s.', 'retry'], {
    'retry-after': '60',
  }),

  // Bodies.
  answering('empty body', sending(''), [
    'badResponse',
    'Shop sent an empty answer.',
    'This can happen when the service is busy: try again.',
    'retry',
  ]),
  answering('HTML', sending('<!doctype html><title>Sign in</title>', 200, { 'content-type': 'text/html' }), [
    'badResponse',
    '{host} answered with an HTML page instead of JSON.',
    "This is probably a sign-in page or a wrong address: check the connection's address.",
    'editConnection',
  ]),
  answering('wrong content type', sending('a;b', 200, { 'content-type': 'text/csv' }), [
    'badResponse',
    '{host} answered with text/csv instead of JSON.',
    "Check the connection's address.",
    'editConnection',
  ]),
  answering('invalid UTF-8', sending(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), [
    'badResponse',
    'Shop sent text that is not valid UTF-8.',
    'Try again; if it stays, tell whoever runs the service.',
    'retry',
  ]),
  withPage('truncated JSON', (text) => sending(text.slice(0, -5)), [
    'badResponse',
    'The service sent an answer that is not complete JSON.',
    'Try again; if it stays so, check the address of the connection.',
    'showLog',
  ]),
  withPage('truncated gzip', (text) => sending(gzipSync(text).subarray(0, 40), 200, gzip), [
    'badResponse',
    'Shop sent an answer that cannot be unpacked.',
    inBetween,
    'retry',
  ]),
  answering('ok:false with 200', sending('{"ok":false,"code":"UNAUTHORIZED","message":"invalid key"}'), [
    'unauthorized',
    'The service did not accept the API key.',
    'Set a key that is valid for this address.',
    'setApiKey',
  ]),
  answering('ok:false with 200 and a code that nobody knows', sending('{"ok":false,"code":"HUH"}'), [
    'badResponse',
    'The service refused the request.',
    'See what the service said, then try again.',
    'showLog',
  ]),
  answering('error with 200', sending('{"error":{"code":429,"message":"slow down"}}'), [
    'rateLimited',
    'The service takes no more requests for now.',
    'Try again in a moment.',
    'retry',
  ]),
  answering('data null', sending('{"data":null}'), {
    cognigy: shape('data: expected array, got null'),
    promptingCompany: shape('data: expected object, got null'),
    promptfoo: shape('table: expected object, got nothing'),
    langwatch: shape('runs: expected array, got nothing'),
  }),
  answering('data of the wrong type', sending('{"data":"none"}'), {
    cognigy: shape('data: expected array, got string'),
    promptingCompany: shape('data: expected object, got string'),
    promptfoo: shape('table: expected object, got nothing'),
    langwatch: shape('runs: expected array, got nothing'),
  }),
  answering('an answer 100,000 levels deep', sending('['.repeat(100_000) + ']'.repeat(100_000)), [
    ...shape('answer: expected object, got array'),
  ]),
];

const gzip = { 'content-encoding': 'gzip' };

function answering(name: string, answer: RequestListener, told: Fault['told']): Fault {
  return { name, at: 'plain', strike: (scene) => (scene.answer = answer), told };
}

function withPage(name: string, answer: (page: string) => RequestListener, told: Told): Fault {
  const strike = (scene: Scene) => (scene.answer = answer(pageFor(scene.provider, goodRuns)));
  return { name, at: 'plain', strike, told };
}

function refusing(status: number, told: Fault['told'], headers = {}, how = ''): Fault {
  const strike = (scene: Scene) => {
    const body = {
      cognigy: { type: 'about:blank', title: 'No', detail: 'Not now', status, traceId: 't', code: status },
      promptingCompany: { ok: false, code: 'SOMETHING', message: 'not now' },
      promptfoo: { error: 'Not now' },
      langwatch: { error: 'Not now', message: 'later' },
    }[scene.provider];
    scene.answer = sending(JSON.stringify(body), status, headers);
  };
  const advice = Object.keys(headers).length > 0 && how === '' ? ' with advice' : how;
  return { name: `status ${status}${advice}`, at: 'plain', strike, told };
}

/** A connection without a key cannot have a wrong one. */
function withKey(told: Told): Fault['told'] {
  return {
    ...{ cognigy: told, promptingCompany: told, langwatch: told },
    promptfoo: [
      'unauthorized',
      'Shop asks for a sign-in, and the connection has no key.',
      'Name in "auth" of the connection how the key is sent ("basic", "bearer"), and set its key.',
      'editConnection',
    ],
  };
}

function direct(name: string, network: Partial<Scene['network']>, told: Told): Fault {
  const strike = (scene: Scene) => (scene.network = { ...scene.network, ...network });
  return { name, at: 'proxied', strike, told };
}

function proxyThat(fault: ProxyFault): Fault['strike'] {
  return (scene) => {
    scene.dropConnections();
    scene.proxy.fault = fault;
  };
}

function proxied(name: string, fault: ProxyFault, told: Told): Fault {
  return { name, at: 'proxied', strike: proxyThat(fault), told };
}

function certified(name: string, certificate: keyof typeof certificates, told: Told): Fault {
  const strike = (scene: Scene) => {
    const { server } = scene;
    if ('setSecureContext' in server) server.setSecureContext(certificates[certificate]);
    scene.dropConnections();
  };
  return { name, at: 'tls', strike, told };
}

function redirect(location: string): RequestListener {
  return (_request, response) => void response.writeHead(302, { location }).end();
}

function limited(nextStep: string): Told {
  return ['rateLimited', 'Shop takes no more requests for now.', nextStep, 'retry'];
}

function tooLarge(size: string): Told {
  return [
    'tooLarge',
    `Shop sent more than ${size}, which is more than is read at once.`,
    'Ask for fewer rows a page with the setting agentRuns.pageSize.',
    'retry',
  ];
}

function shape(problem: string): Told {
  return [
    'badResponse',
    `The service sent an answer of an unexpected shape (${problem}).`,
    'Check the address of the connection; it may lead to another service.',
    'showLog',
  ];
}

function dripping(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drip));
}

function endless(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** Packed once; 16 pieces of 64 MB, one after the other, are one gzip stream. */
function bomb(): Buffer {
  packed ??= Buffer.concat(Array.from({ length: 16 }, () => piece));
  return packed;
}

const piece = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20), { level: 9 });
let packed: Buffer | undefined;
