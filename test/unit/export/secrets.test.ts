/** What is a secret by its name, its label, its beginning or its look; and what only looks like one. */
import assert from 'node:assert/strict';
import type { Block } from '../../../src/core/run/blocks.ts';
import { describe, it } from 'node:test';
import { batchRule, redactTexts, type Finding } from '../../../src/export/redaction/redact.ts';
import { redactedRun } from '../../../src/export/redaction/redactRun.ts';
import { redactedText } from '../../../src/export/redaction/redactText.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { secretKindOf } from '../../../src/export/redaction/secretNames.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';
import { exported, joined } from './support.ts';

const rules = builtInRules.map(batchRule);
const redact = (text: string) => redactTexts([text], rules).get(text) ?? text;

function finds(cases: readonly (readonly [text: string, redacted: string])[]): void {
  for (const [text, redacted] of cases) it(text, () => assert.equal(redact(text), redacted));
}

function keeps(texts: readonly string[]): void {
  for (const text of texts) it(text, () => assert.equal(redact(text), text));
}

describe('a member of a secret name', () => {
  const inJson = (value: unknown) => JSON.parse(redactedText(JSON.stringify(value), rules)) as unknown;

  it('is replaced whatever its value looks like', () => {
    const names = [
      ...[
        'password',
        'passwd',
        'pwd',
        'Secret',
        'token',
        'api_key',
        'apiKey',
        'x-api-key',
        'X-API-KEY',
        'Authorization',
      ],
      ...[
        'cookie',
        'Set-Cookie',
        'DB_PASSWORD',
        'clientSecret',
        'access_token',
        'refreshToken',
        'idToken',
        'APIKEY',
      ],
      ...[
        'aws_secret_access_key',
        'privateKey',
        'passphrase',
        'userPassword2',
        'X-Auth-Token',
        'Proxy-Authorization',
      ],
      ...['SharedAccessKey', 'Ocp-Apim-Subscription-Key', 'kennwort', 'csrf_token', 'bot.token', 'jwt'],
    ];
    for (const name of names)
      assert.deepEqual(inJson({ [name]: 'jo', other: 'jo' }), { [name]: '[token]', other: 'jo' });
  });

  it('in a list, a map, a pair or a header', () => {
    assert.deepEqual(inJson({ authorization: ['a', 'b'] }), { authorization: ['[token]', '[token]'] });
    assert.deepEqual(inJson({ cookies: { sid: 'a', n: { x: 'b' } } }), {
      cookies: { sid: '[token]', n: { x: '[token]' } },
    });
    assert.deepEqual(inJson({ password: { value: 'a', hint: 'b' } }), {
      password: { value: '[token]', hint: 'b' },
    });
    assert.deepEqual(
      inJson([
        { value: 'a', name: 'X-Api-Key' },
        { name: 'Accept', value: 'b' },
      ]),
      [
        { value: '[token]', name: 'X-Api-Key' },
        { name: 'Accept', value: 'b' },
      ],
    );
    assert.deepEqual(
      inJson([
        ['Cookie', 'a'],
        ['Host', 'b'],
        ['cookie', 'and', 'more'],
      ]),
      [
        ['Cookie', '[token]'],
        ['Host', 'b'],
        ['cookie', 'and', 'more'],
      ],
    );
    assert.deepEqual(inJson({ user: 'jo', pass: 'a' }), { user: 'jo', pass: '[token]' });
  });

  it('in a flat list of headers, and under the name of tokens', () => {
    assert.deepEqual(
      inJson({
        rawHeaders: ['Accept', 'a', 'Cookie', 'b', 'X-Api-Key', 'c'],
        tokens: { access: 'a', refresh: 'b', count: 'c' },
        auths: { 'reg.example': { auth: 'am86aA==' } },
        names: ['password', 'email'],
        fields: ['email', 'x', 'password', 'y'],
        pin: '4711',
        gpio: { pin: 13 },
      }),
      {
        rawHeaders: ['Accept', 'a', 'Cookie', '[token]', 'X-Api-Key', '[token]'],
        tokens: { access: '[token]', refresh: '[token]', count: 'c' },
        auths: { 'reg.example': { auth: '[token]' } },
        names: ['password', 'email'],
        fields: ['email', 'x', 'password', 'y'],
        pin: '[token]',
        gpio: { pin: 13 },
      },
    );
    for (const name of [
      'basicAuth',
      'stripe_key',
      'OPENAI_KEY',
      'secret_key_base',
      'sharedAccessSignature',
      'passkey',
    ])
      assert.deepEqual(inJson({ [name]: 'x1' }), { [name]: '[token]' }, name);
    for (const name of ['publishableKey', 'hash_key', 'team_key', 'session_id', 'mapping', 'spin'])
      assert.deepEqual(inJson({ [name]: 'x1' }), { [name]: 'x1' }, name);
  });

  it('as a number, unless it counts tokens', () => {
    assert.deepEqual(inJson({ password: 1234, cvv: 123 }), { password: '[token]', cvv: '[token]' });
    const counts = {
      tokens: 12,
      token: 7,
      max_tokens: 4096,
      maxTokens: '4096',
      total_tokens: 9,
      usage: { tokens: { prompt: 'x' } },
    };
    assert.deepEqual(inJson(counts), counts);
  });

  it('but not what only speaks of one', () => {
    const stays = {
      ...{
        password: '',
        secret: null,
        token: true,
        cookie: '[token]',
        apiKey: '****',
        password_hint: 'a dog',
      },
      ...{
        passwordPolicy: 'strict',
        token_type: 'bearer',
        nextPageToken: 'abc',
        eos_token: '</s>',
        primaryKey: 'id',
      },
      ...{
        cacheKey: 'a',
        sort_key: 'b',
        publicKey: 'c',
        secretary: 'Ann',
        compass: 'north',
        pass: 'all',
        keys: ['a'],
      },
      ...{
        author: 'Jo',
        authorization_url: '/login',
        cookieConsent: 'yes',
        tokenizer: 'bpe',
        pass_rate: '1',
      },
      logprobs: [{ token: 'Hello', logprob: -0.1 }],
      properties: { password: { type: 'string', description: 'The password' } },
    };
    assert.deepEqual(inJson(stays), stays);
  });

  it('in JSON that is a text within JSON, and in JSON Lines with a broken line', () => {
    const arguments_ = JSON.stringify({ password: 'a "b" c', user: 'jo' });
    const twice = JSON.stringify({ inner: JSON.stringify({ 'x-api-key': 'abcd' }) });
    assert.deepEqual(inJson({ arguments: arguments_, twice }), {
      arguments: arguments_.replace('a \\"b\\" c', '[token]'),
      twice: twice.replace('abcd', '[token]'),
    });
    assert.equal(
      redactedText('{"pwd":"a"}\n{"pwd": "b", oops\n\n["jo@x.de",1.0]\n', rules),
      '{"pwd":"[token]"}\n{"pwd": "[token]", oops\n\n["[e-mail]",1.0]\n',
    );
  });

  it('is counted, and can be left in', () => {
    const counts = new Map<string, Finding>();
    const text = '{"password":"hunter2","note":"jo@x.de"}';
    redactedText(text, rules, counts);
    assert.deepEqual(
      [...counts.values()].map(({ rule, count, examples }) => [rule.id, count, examples]),
      [
        ['token', 1, ['hunter2']],
        ['email', 1, ['jo@x.de']],
      ],
    );
    const others = rules.filter(({ id }) => id !== 'token');
    assert.equal(redactedText(text, others), '{"password":"hunter2","note":"[e-mail]"}');
  });

  it('in every format, from the raw JSON and from data', () => {
    const input = { user: 'jo', password: 'hunter2secret', headers: { 'x-api-key': 'abcd1234efgh' } };
    const run = makeRun({
      turns: [makeTurn('Logging in', { data: { input }, extra: { cookie: 'sid=once-only' } })],
      rest: { secret: 'hunter2secret' },
      raw: () => JSON.stringify({ input, cookie: 'sid=once-only' }),
    });
    const clean = redactedRun(run, rules);
    for (const { label, pieces } of exportFormats)
      assert.doesNotMatch(joined(pieces(exported(clean))), /hunter2secret|abcd1234efgh|once-only/, label);
    assert.doesNotMatch(JSON.stringify(clean), /hunter2secret|abcd1234efgh|once-only/);
  });

  it('in calls of tools, their results, thoughts and media', () => {
    const call = {
      kind: 'toolCall',
      name: 'login',
      callId: 'c1',
      arguments: '{"n": 1.0, "password":"hunter2secret"}',
    };
    const result = {
      kind: 'toolResult',
      name: 'login',
      callId: 'c1',
      content: '{"token":"hunter2secret"}',
      isJson: true,
      isError: false,
    };
    const blocks = [
      call,
      result,
      { kind: 'reasoning', text: 'password: hunter2secret' },
      {
        ...{ kind: 'media', mediaKind: 'image', mediaType: undefined, size: undefined },
        altText: 'password: hunter2secret',
      },
    ] as readonly Block[];
    const clean = redactedRun(makeRun({ turns: [makeTurn(undefined, { blocks })] }), rules);
    assert.doesNotMatch(JSON.stringify(clean), /hunter2secret/);
    const [redactedCall] = clean.kind === 'run' ? (clean.turns?.[0]?.blocks ?? []) : [];
    assert.deepEqual(redactedCall, { ...call, arguments: '{"n": 1.0, "password":"[token]"}' });
  });

  it('is found in a time that grows with the text', () => {
    for (const unit of [
      '[',
      '{"a":',
      '"token":"a",',
      '["cookie",',
      '{"name":"cookie","value":',
      '1,',
      '-',
      '"\\\\',
    ])
      assertGrowsWithLength('JSON', (text) => redactedText(`["${text.slice(1)}`, rules), unit);
    for (const unit of ['curl ', 'curl -u a:', 'mysql -p', '<a1>', '<token>', 'key="token" ', 'otp 1 '])
      assertGrowsWithLength('text', redact, unit);
    for (const unit of ['a', 'aB', '_', '1', 'key '])
      assertGrowsWithLength('a name', (text) => secretKindOf(text), unit);
  });
});

describe('a secret behind its label', () => {
  finds([
    ['DB_PASSWORD=s3cretpw', 'DB_PASSWORD=[token]'],
    ['client_secret=abcdef123456&x=1', 'client_secret=[token]&x=1'],
    ['MYSQL_ROOT_PASSWORD: hunter2', 'MYSQL_ROOT_PASSWORD: [token]'],
    ["export STRIPE_KEY='' API_KEY='a b'", "export STRIPE_KEY='' API_KEY='[token]'"],
    ['password: "correct horse battery"', 'password: "[token]"'],
    ['{"arguments":"{\\"password\\":\\"hunter2\\"}"}', '{"arguments":"{\\"password\\":\\"[token]\\"}"}'],
    ['login(user="jo", password="x")', 'login(user="jo", password="[token]")'],
    [':password => "hunter2"', ':password => "[token]"'],
    ["config['api_key'] = 'abc'", "config['api_key'] = '[token]'"],
    ['API key: abcd-efgh-1234.', 'API key: [token].'],
    ['Your password:\nhunter2', 'Your password:\n[token]'],
    ['mysql --password hunter2 -h x', 'mysql --password [token] -h x'],
    ['curl --token=abc123 x', 'curl --token=[token] x'],
    ['GET /?access_token=abc123def&page=2', 'GET /?access_token=[token]&page=2'],
    ['postgres://jo:hunter2@db.example/x', 'postgres://jo:[token]@db.example/x'],
    ['Server=a;User Id=jo;Password=hunter2;', 'Server=a;User Id=jo;Password=[token];'],
    ['Set-Cookie: sid=abc; Path=/; HttpOnly', 'Set-Cookie: [token]'],
    ['-H "Cookie: a=b; c=d" -H "x-api-key: q1w2"', '-H "Cookie: [token]" -H "x-api-key: [token]"'],
    ['Authorization: Basic am86aHVudGVyMg==', 'Authorization: Basic [token]'],
    ['my password is hunter2, ok?', 'my password is [token], ok?'],
    ['Mein Passwort lautet Sommer2024', 'Mein Passwort lautet [token]'],
    ['密码: 123abc', '密码: [token]'],
    // With the colon and the sign of full width that go with such writing.
    ['パスワード：hunter2', 'パスワード：[token]'],
    ['密码＝123abc', '密码＝[token]'],
  ]);
});

describe('a secret that no name stands before', () => {
  finds([
    ['curl -u jo:S3cret https://x.example/', 'curl -u jo:[token] https://x.example/'],
    ['curl -s -X GET --user "jo:S3cret" x', 'curl -s -X GET --user "jo:[token]" x'],
    ['mysql -u root -pS3cret shop', 'mysql -u root -p[token] shop'],
    ["sshpass -p 'S3cret' ssh host", "sshpass -p '[token]' ssh host"],
    ['<password>hunter2</password>', '<password>[token]</password>'],
    [
      '<wsse:Password Type="Text"> hunter2 </wsse:Password>',
      '<wsse:Password Type="Text"> [token] </wsse:Password>',
    ],
    ['<add key="ApiKey" value="abcd1234"/>', '<add key="ApiKey" value="[token]"/>'],
    [
      '<input type="password" name="password" value="hunter2">',
      '<input type="password" name="password" value="[token]">',
    ],
    ['Your verification code is 482913.', 'Your verification code is [token].'],
    ['my pin is 4711 and one-time code: 482 913', 'my pin is [token] and one-time code: [token]'],
    ['PIN: 4711, meine TAN lautet 482913', 'PIN: [token], meine TAN lautet [token]'],
  ]);
});

describe('what looks like an option, a tag or a code and is none', () => {
  keeps([
    'curl -sS https://x.example:8080/a | grep -u a:b',
    'mysql -u root -p shop; mysqldump --port=3306',
    '<title>password</title><p>hunter2</p>',
    '<password></password><password>****</password>',
    '<input name="email" value="none"> value="hunter2"',
    '<max_tokens>4096</max_tokens>',
    'Your booking code is 482913, confirmation code: 123456, order 4711',
    'pin 4711, pins: 4711, GPIO pin = 13, pin: 12345',
    'status code: 4041, error code 5001, zip code: 10115',
  ]);
});

describe('what has a label and is no secret', () => {
  keeps([
    'max_tokens: 4096, total tokens = 123, token: 12',
    'const token = await getToken(); let password: string;',
    'def login(user: str, password: str = None):',
    'password = os.environ["PW"]; key = process.env.API_KEY; apiKey: process.env.API_KEY',
    'API_KEY=${API_KEY} TOKEN=$TOKEN',
    'token: http.proxyAuthorization ?? undefined, password = form.newPassword',
    'if (password == null || token === other) return;',
    'Password: must be at least eight characters',
    'The password is wrong. Is the token is expired?',
    'basic information about the bearer instruments',
    'primary key: customer, token_type: bearer',
    'the secret of success: hard work and luck',
    'password=**** secret=[token] api_key=<your key>',
    'Cookie: none',
  ]);
});

describe('a secret by its beginning or its neighbour', () => {
  finds([
    [`hf_${'a'.repeat(34)}`, '[token]'],
    [`use whsec_${'A1b2'.repeat(8)} now`, 'use [token] now'],
    [`dapi${'0123456789abcdef'.repeat(2)}`, '[token]'],
    [`npm_${'Ab1'.repeat(12)}`, '[token]'],
    ['SG.aaaabbbbccccddddeeee12.ffffgggghhhhiiiijjjjkkkkllllmmmmnnnnoooop12', '[token]'],
    [
      'https://hooks.slack.com/services/T00000000/B00000000/abcdefghijkl',
      'https://hooks.slack.com/services/[token]',
    ],
    ['AKIAAAAAAAAAAAAAAAAA / AAAAbbbbCCCCddddEEEE/ffffGGGGhhhhIIIIjjj', '[token] / [token]'],
    ['AAAAbbbbCCCCddddEEEE/ffffGGGGhhhhIIIIjjj,ASIAAAAAAAAAAAAAAAAA', '[token],[token]'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIabc+/=\n-----END RSA PRIVATE KEY-----.',
      '[token].',
    ],
    ['-----BEGIN PRIVATE KEY-----\\nMIIabc\\n-----END PRIVATE KEY-----', '[token]'],
  ]);
});

describe('what is as long as a key and says something', () => {
  keeps([
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    `sha512-${'Ab1/'.repeat(21)}Ab==`,
    'chatcmpl-9fceb02d0ae598e95dc970b74767f193',
    'resp_68af4030592c81938ec0a5fbab4a3e9f05438e46b5f69a3b',
    'run-123e4567-e89b-12d3-a456-426614174000-step-2',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    'how-we-moved-two-thousand-lamps-to-berlin-in-2026',
    'test_should_return_404_when_the_order_is_not_found_v2',
    'AbstractSingletonProxyFactoryBean2WithAllItsOptions',
    'accounts-fireworks-models-llama-v3p1-405b-instruct-2024',
    'report-2026-11-22T10-00-00-000Z-final-version-with-comments',
    'scenariomsg_3McMRVR1Gknt0wmqsEXfL2fIYnaQ8zW-0',
    'wheels/4d/da/d4/e230bf0a3f16cad5a83d235ac24a34b55178ddda181cb64dae',
    'sk-bratislava-old-town-walking-tour',
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0aNTbB1e5fYbGZcQnXCLxKS9dTY1QyOqHkX0tFqK9v',
    '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
    'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKFM4D',
  ]);
  it('but not what was made by chance', () => {
    for (const word of [
      'f3a9'.repeat(12),
      'dGhpcyBpcyBhIHNlY3JldCB0b2tlbiB3aXRoIDEyMzQ',
      'k3j9x2m8q7w4e5r6t1y0u9i8o7p6a5s4d3f2g1h0',
    ])
      assert.equal(redact(word), '[token]', word);
  });
});

describe('cards and accounts however their groups are parted', () => {
  const card = ['4111', '1111', '1111', '1111'];
  for (const parting of [
    ' ',
    '-',
    '.',
    '\u00a0',
    '\u202f',
    '\u2009',
    '\u2013',
    '\u2014',
    '\u2212',
    '\u00b7',
    ' - ',
    '\u200b',
    '_',
    '/',
  ])
    it(JSON.stringify(parting), () => {
      assert.equal(redact(`card ${card.join(parting)}!`), 'card [card]!');
      assert.equal(
        redact(`IBAN ${['DE89', '3704', '0044', '0532', '0130', '00'].join(parting)}!`),
        'IBAN [IBAN]!',
      );
    });
  finds([
    ['４１１１ １１１１ １１１１ １１１１', '[card]'],
    ['٤١١١-١١١١-١١١١-١١١١', '[card]'],
    ['ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００', '[IBAN]'],
    ['3782 822463 10005', '[card]'],
    [Array.from('4111111111111111').join(' '), '[card]'],
  ]);
  keeps([
    'ids 4111111111111112 and 9111111111111111',
    'amounts 234 567 890 123 456 and 41 1111 1111 1111 11',
    'GB12 and then we went home to see the others',
    'time 5105105105105',
  ]);
});

describe('phone numbers', () => {
  finds([
    ['call 300-1234567', 'call [phone]'],
    ['Tel.: 2345678', 'Tel.: [phone]'],
    ['phone 1 234 567 890', 'phone [phone]'],
    ['+49\u00a0211\u2013123\u20094567', '[phone]'],
    ['00 49 211 1234567', '[phone]'],
    ['(0211) 123456', '[phone]'],
    ['reach us: 555.123.4567', 'reach us: [phone]'],
  ]);
  keeps([
    'SKU 100-200-300',
    'order 300-1234567',
    'Order no. 555-123-4567',
    'price 1 234 567 890',
    'row 001 2345678',
    'item 0123 456789',
    'called on 2026-11-22 at 1748503543012',
    '110bcd25-a55d-453a-8046-129790120002',
    'version 100.200.3000, 555-123-45678',
  ]);
});
