/** What is sent, and what becomes of what comes back: against real loopback servers. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allTextOf, json, key, rig, serve, serveRaw } from './support.ts';

const html = '<!doctype html><title>Sign in</title>';

describe('a request', () => {
  it('is a GET with the key as X-API-Key, and nothing more than needed', async (t) => {
    const server = await serve(t, json({ a: 1 }, 200, { 'x-request-id': 'req-7' }));
    const answer = await rig(t, server.origin).get('/runs?page=2&q=a%20b');
    assert.deepEqual(answer, { status: 200, text: '{"a":1}', requestId: 'req-7' });
    const [request] = server.seen;
    assert.deepEqual([request?.method, request?.url], ['GET', '/runs?page=2&q=a%20b']);
    assert.deepEqual(request?.headers, {
      host: server.origin.slice('http://'.length),
      connection: 'keep-alive',
      accept: 'application/json',
      'accept-encoding': 'gzip, br, zstd, deflate',
      'user-agent': 'agent-run-inspector',
      'x-api-key': key,
    });
  });

  it('is counted before it is sent, and so is each retry', async (t) => {
    const order: string[] = [];
    const server = await serve(t, (_request, response) => {
      order.push('sent');
      response.writeHead(order.length < 6 ? 503 : 200, { 'content-type': 'application/json' }).end('{}');
    });
    const book = (origin: string) => {
      order.push(`counted ${origin === server.origin}`);
      return Promise.resolve();
    };
    await rig(t, server.origin, { book }).get('/');
    assert.deepEqual(order, ['counted true', 'sent', 'counted true', 'sent', 'counted true', 'sent']);
  });

  it('carries no key where the service asks for none, and looks for none', async (t) => {
    const server = await serve(t, json({}));
    const key = () => assert.fail('asked for a key');
    await rig(t, server.origin, { auth: 'none', key }).get('/');
    const { headers } = server.seen[0] ?? {};
    assert.deepEqual([headers?.authorization, headers?.['x-api-key']], [undefined, undefined]);
  });

  it('without a key is not told to set another one', async (t) => {
    for (const status of [401, 403]) {
      const server = await serve(t, json({}, status));
      const error = await rig(t, server.origin, { auth: 'none' }).fail('/');
      assert.deepEqual(
        [error.reason, error.remedy, error.nextStep],
        [
          'unauthorized',
          'editConnection',
          'Name in "auth" of the connection how the key is sent ("basic", "bearer"), and set its key.',
        ],
      );
    }
  });

  it('carries the key in the header or form that the service wants', async (t) => {
    const server = await serve(t, json({}));
    await rig(t, server.origin, { auth: 'apiKey', keyHeader: 'xi-api-key' }).get('/');
    await rig(t, server.origin, { auth: 'basic', key: () => Promise.resolve('ann:p4ss') }).get('/');
    assert.deepEqual(
      server.seen.map(({ headers }) => [headers['xi-api-key'], headers['x-api-key'], headers.authorization]),
      [
        [key, undefined, undefined],
        [undefined, undefined, 'Basic YW5uOnA0c3M='],
      ],
    );
  });

  it('carries the key as Bearer where the connection says so', async (t) => {
    const server = await serve(t, json({}));
    await rig(t, server.origin, { auth: 'bearer' }).get('/');
    assert.deepEqual(
      [server.seen[0]?.headers.authorization, server.seen[0]?.headers['x-api-key']],
      [`Bearer ${key}`, undefined],
    );
  });

  it('asks for the key each time, so that a new one counts at once', async (t) => {
    const server = await serve(t, json({}));
    const keys = ['first-key', 'second-key\n'];
    const { get } = rig(t, server.origin, { key: () => Promise.resolve(keys.shift()) });
    await get('/');
    await get('/');
    assert.deepEqual(
      server.seen.map((request) => request.headers['x-api-key']),
      ['first-key', 'second-key'],
    );
  });

  it('is not sent without a key, nor with one that no header can carry', async (t) => {
    const server = await serve(t, json({}));
    const cases: readonly (readonly [() => Promise<string | undefined>, string])[] = [
      [() => Promise.resolve(undefined), 'No API key is set for Shop.'],
      [() => Promise.resolve(' '), 'No API key is set for Shop.'],
      [() => Promise.resolve('ключ-123456'), 'The API key of Shop contains characters that no key can have.'],
      [
        () => Promise.resolve('a\r\nx-evil: 1'),
        'The API key of Shop contains characters that no key can have.',
      ],
      [
        () => Promise.reject(new Error('keychain canary-locked')),
        'The API key of Shop could not be read from the secret storage.',
      ],
    ];
    for (const [read, message] of cases) {
      const error = await rig(t, server.origin, { key: read }).fail('/');
      assert.deepEqual([error.reason, error.remedy, error.message], ['unauthorized', 'setApiKey', message]);
      assert.doesNotMatch(allTextOf(error), /ключ|evil|canary/);
    }
    assert.equal(server.seen.length, 0);
  });

  it('goes to no other origin than the one of the key', async (t) => {
    const other = await serve(t, json({}));
    const server = await serve(t, json({}));
    const error = await rig(t, server.origin).fail(`${other.origin}/runs?next=1`);
    assert.equal(error.reason, 'badResponse');
    assert.equal(
      error.message,
      `A request of Shop would have gone to ${other.origin} instead of ${server.origin}; it was not sent.`,
    );
    assert.deepEqual([server.seen.length, other.seen.length], [0, 0]);
  });

  it('goes over plain http to this machine only', async (t) => {
    const error = await rig(t, 'http://service.example').fail('/');
    assert.deepEqual([error.reason, error.remedy], ['tls', 'editConnection']);
    assert.equal(
      error.message,
      'Shop has the address http://service.example, which is not encrypted; nothing was sent.',
    );
  });

  it('is a GET in every attempt and state', async (t) => {
    const server = await serve(t, json({}, 503));
    const { fail } = rig(t, server.origin);
    await fail('/simulations/s/batches/b?projectId=p');
    assert.deepEqual(
      server.seen.map((request) => request.method),
      ['GET', 'GET', 'GET'],
    );
  });
});

describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`is not followed to another origin (${status})`, async (t) => {
      const thief = await serve(t, json({}));
      const server = await serve(t, (_request, response) => {
        response.writeHead(status, { location: `${thief.origin}/steal?token=abc` }).end();
      });
      const error = await rig(t, server.origin).fail('/runs');
      assert.deepEqual([error.reason, error.remedy, error.status], ['badResponse', 'editConnection', status]);
      assert.equal(error.message, `Shop wants the request to go to ${thief.origin}; it was not sent there.`);
      assert.deepEqual([server.seen.length, thief.seen.length], [1, 0]);
    });
  }

  it('is not followed within the origin either', async (t) => {
    const server = await serve(t, (_request, response) =>
      response.writeHead(302, { location: '/login' }).end(),
    );
    const error = await rig(t, server.origin).fail('/runs');
    assert.match(error.message, /another path at the same address/);
    assert.equal(server.seen.length, 1);
  });

  it('with an odd target or none is an error too', async (t) => {
    for (const headers of [{}, { location: 'javascript:alert(1)' }, { location: 'http://[' }]) {
      const server = await serve(t, (_request, response) => response.writeHead(304, headers).end());
      const error = await rig(t, server.origin).fail('/');
      assert.equal(error.message, 'Shop wants the request to go to another address; it was not sent there.');
    }
  });
});

describe('an answer', () => {
  const table: readonly (readonly [
    name: string,
    type: string | undefined,
    body: Buffer | string,
    message: RegExp,
  ])[] = [
    ['empty', 'application/json', '', /^Shop sent an empty answer\.$/],
    ['blank', 'application/json', ' \r\n', /^Shop sent an empty answer\.$/],
    [
      'an HTML page',
      'text/html; charset=utf-8',
      html,
      /^127\.0\.0\.1:\d+ answered with an HTML page instead of JSON\.$/,
    ],
    ['HTML that claims to be JSON', 'application/json', html, /an HTML page instead of JSON/],
    ['HTML without a type', undefined, html, /an HTML page instead of JSON/],
    ['a picture', 'image/png', 'PNG', /^127\.0\.0\.1:\d+ answered with image\/png instead of JSON\.$/],
    ['prose', 'text/plain', 'OK', /answered with text\/plain instead of JSON/],
    ['prose without a type', undefined, 'OK', /answered with something instead of JSON/],
    [
      'invalid UTF-8',
      'application/json',
      Buffer.from([0x22, 0xff, 0x22]),
      /^Shop sent text that is not valid UTF-8\.$/,
    ],
  ];
  for (const [name, type, body, message] of table) {
    it(`that is ${name} is refused in words`, async (t) => {
      const server = await serve(t, (_request, response) => {
        response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end(body);
      });
      const { fail, lines } = rig(t, server.origin);
      const error = await fail('/');
      assert.deepEqual([error.reason, error.status, server.seen.length], ['badResponse', 200, 1]);
      assert.match(error.message, message);
      assert.deepEqual([lines[0]?.status, lines[0]?.reason], [200, 'badResponse']);
    });
  }

  it('without a body (204) is empty', async (t) => {
    const server = await serve(t, (_request, response) => response.writeHead(204).end());
    assert.equal((await rig(t, server.origin).fail('/')).message, 'Shop sent an empty answer.');
  });

  it('may be JSON under its other names, with a byte order mark, or under a type that says nothing', async (t) => {
    for (const type of [
      'application/hal+json',
      'application/problem+json; charset=utf-8',
      'text/json',
      'TEXT/PLAIN',
    ]) {
      const server = await serve(t, (_request, response) => {
        response.writeHead(200, { 'content-type': type }).end('\uFEFF{"é":"漢"}');
      });
      assert.equal((await rig(t, server.origin).get('/')).text, '{"é":"漢"}');
    }
  });

  it('that echoes the key arrives without it', async (t) => {
    const server = await serve(t, (request, response) => json(request.headers)(request, response));
    const { text } = await rig(t, server.origin).get('/');
    assert.match(text, /"x-api-key":"\[removed\]"/);
  });

  it('that is not HTTP is refused', async (t) => {
    const origin = await serveRaw(t, (socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')),
    );
    const error = await rig(t, origin).fail('/');
    assert.equal(error.reason, 'badResponse');
    assert.match(error.message, /is not a proper HTTP answer\.$/);
  });
});

describe('no answer', () => {
  it('because nothing listens', async (t) => {
    const origin = await serveRaw(t, () => undefined);
    const { fail, lines } = rig(t, origin.replace(/\d+$/, '1'));
    const error = await fail('/');
    assert.equal(error.reason, 'network');
    assert.equal(error.message, '127.0.0.1:1 refused the connection: nothing listens at this address.');
    assert.deepEqual([lines.length, lines[0]?.status, lines[0]?.reason], [1, undefined, 'network']);
  });

  it('because the name is not known', async (t) => {
    const error = await rig(t, 'https://no-such-host.invalid').fail('/');
    // Without any resolver the system says EAI_AGAIN instead of ENOTFOUND.
    assert.equal(error.reason, 'network');
    assert.match(error.message, /^The name no-such-host\.invalid /);
  });

  it('because the other side does not speak TLS', async (t) => {
    const origin = await serveRaw(t, (socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
    );
    const error = await rig(t, origin.replace('http:', 'https:')).fail('/');
    assert.equal(error.reason, 'tls');
    assert.match(error.message, /does not speak https properly\.$/);
  });
});
