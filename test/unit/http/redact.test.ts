import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import { createScrubber } from '../../../src/http/redact.ts';

describe('createScrubber', () => {
  it('takes the key out in every form in which it may come back', () => {
    const key = 'a/b+c "d" 123';
    const { prose } = createScrubber(key);
    assert.equal(prose(`invalid key ${key}.`), 'invalid key [removed].');
    assert.equal(prose(`?k=${encodeURIComponent(key)}`), '?k=[removed]');
    assert.equal(prose(JSON.stringify({ key })), '{"key":"[removed]"}');
    assert.equal(prose(`b64 ${Buffer.from(key).toString('base64')}`), 'b64 [removed]w==');
    assert.equal(prose(key.toUpperCase()), '[removed]');
    assert.equal(prose(`x ${Buffer.from(key).toString('hex')} y`), 'x [removed] y');
    assert.equal(prose(`x ${encodeURIComponent(encodeURIComponent(key))} y`), 'x [removed] y');
  });

  it('takes the key out of base64 in which it is a part', () => {
    const key = 'tpc/9f?~~>8aa1-c0ffee';
    const { body } = createScrubber(key);
    for (const alphabet of ['base64', 'base64url'] as const)
      for (const before of ['', 'k', 'ke', 'key', 'X-API-Key: '])
        for (const after of ['', '.', '..', '...', '"}']) {
          const text = body(Buffer.from(before + key + after).toString(alphabet));
          const left = Buffer.from(text.replace('[removed]', ''), 'base64').toString('latin1');
          assert.match(text, /\[removed\]/, `${before}|${after}`);
          assert.ok(!left.includes(key.slice(2, -2)));
        }
  });

  it('takes the key out of base64 whose signs are escaped, although the key holds none that would be', () => {
    // In base64: cGFzcz4-fj8_PzEyMzQ1Ng, with + and / in the other alphabet.
    const { body } = createScrubber('pass>>~???123456');
    const encoded = 'cGFzcz4+fj8/PzEyMzQ1Ng';
    assert.equal(Buffer.from(encoded, 'base64').toString(), 'pass>>~???123456');
    assert.equal(body(`auth=${encodeURIComponent(encoded)}`), 'auth=[removed]g');
    assert.equal(body('"cGFzcz4+fj8\\/PzEyMzQ1Ng"'), '"[removed]g"');
    assert.equal(body('cGFzcz4\u002bfj8/PzEyMzQ1Ng'), '[removed]g');
    assert.equal(body('cGFzcz4&#43;fj8&#x2F;PzEyMzQ1Ng'), '[removed]g');
  });

  it('takes the key out of a form, in which a space is a plus sign', () => {
    const { body, prose } = createScrubber('jane doe:long pass phrase');
    assert.equal(body('?user=jane+doe%3Along+pass+phrase&x=1'), '?user=[removed]&x=1');
    assert.equal(body('jane+doe:long+pass+phrase'), '[removed]');
    assert.equal(prose('no jane%2Bdoe here'), 'no jane%2Bdoe here');
  });

  it('takes the key out of JSON that spells it with escapes, and keeps that JSON whole', () => {
    const key = 'sk/live+9f"8a\\a1';
    const { body } = createScrubber(key);
    const allEscaped = Array.from(
      key,
      (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ).join('');
    const plain = JSON.stringify(key).slice(1, -1);
    for (const form of [
      plain,
      allEscaped,
      allEscaped.slice(0, 12) + plain.slice(2),
      plain.replace('/', '\\/'),
    ]) {
      assert.equal(JSON.parse(`"${form}"`), key, 'it is the key');
      assert.equal(body(`{"a":"x${form}y"}`), '{"a":"x[removed]y"}');
      // Behind a backslash of the text itself.
      assert.deepEqual(JSON.parse(body(`{"a":"\\\\${form}","b":1}`)), { a: '\\[removed]', b: 1 });
    }
  });

  it('takes the key out of JSON within JSON, however deep', () => {
    const key = 'sk/live+9f"8a.a1';
    const { body } = createScrubber(key);
    let text = key;
    for (let depth = 1; depth <= 5; depth++) {
      text = JSON.stringify({ echo: text });
      const clean = body(text);
      assert.ok(clean.includes('[removed]'), `depth ${depth}`);
      let inner: unknown = clean;
      for (let i = 0; i < depth; i++) inner = (JSON.parse(String(inner)) as { echo: unknown }).echo;
      assert.equal(inner, '[removed]', `depth ${depth}`);
    }
    const spelled = [
      'sk\\\\\\/live+9f\\\\\\"8a.a1',
      'sk/live\\\\u002B9f\\\\u00228a.a1',
      'sk\\\\\\\\u002flive+9f\\x228a.a1',
    ];
    for (const form of spelled) assert.equal(body(`x${form}y`).replaceAll('\\', ''), 'x[removed]y', form);
  });

  it('takes the key out of HTML that spells it with entities', () => {
    const key = 'sk/live+9f"8a.a1';
    const { body } = createScrubber(key);
    const codes = Array.from(key, (each) => each.charCodeAt(0));
    const forms = [
      codes.map((code) => `&#${code};`).join(''),
      codes.map((code) => `&#x${code.toString(16)};`).join(''),
      codes.map((code) => `&#X000${code.toString(16).toUpperCase()};`).join(''),
      'sk&sol;live&plus;9f&quot;8a&period;a1',
      'sk/live&amp;#43;9f&amp;quot;8a.a1',
      'sk/live\\u0026#43;9f\\u0026quot;8a.a1',
    ];
    for (const form of forms) assert.equal(body(`<b>${form}</b>`), '<b>[removed]</b>', form);
  });

  it('takes time that grows with the length of the text, not with its square', () => {
    const { body, prose } = createScrubber('tpc/9f?~~>8aa1-c0ffee');
    const units = [
      '\\',
      't\\\\',
      '\\t',
      '%25',
      '&amp;',
      '&#00',
      'tpc\\',
      'eyJ',
      '\\u0026',
      '\\u0074',
      'tpc/',
    ];
    for (const unit of units) {
      assertGrowsWithLength('body', (text) => body(`${text}\\u0074&#116;`), unit);
      assertGrowsWithLength('prose', (text) => prose(`${text}\\u0074`), unit);
    }
  });

  it('takes out what looks like a secret although it is not the key', () => {
    const { prose } = createScrubber(undefined);
    assert.equal(prose('got Authorization: Bearer abc.def-ghi'), 'got Authorization: Bearer [removed]');
    assert.equal(prose('jwt eyJhbGciOi.eyJzdWIiOi.c2lnbmF0'), 'jwt [removed]');
    assert.equal(prose('x-api-key=topsecret; path=/'), 'x-api-key=[removed]; path=/');
    assert.equal(prose('{"token":"hunter2"}'), '{"token":"[removed]"}');
    assert.equal(prose('sk-abcdefghijklmnop rejected'), '[removed] rejected');
    assert.equal(prose(`long ${'Ab3'.repeat(20)}`), 'long [removed]');
  });

  it('leaves the words of people and ids alone', () => {
    const { prose, id } = createScrubber('canary-8f3a1c77e2');
    assert.equal(prose('Resource not found: token has expired'), 'Resource not found: token has expired');
    assert.equal(
      prose('run 3f2b8c1e-7a55-4b0e-9a11-0c4de2f7a901 is gone'),
      'run 3f2b8c1e-7a55-4b0e-9a11-0c4de2f7a901 is gone',
    );
    assert.equal(
      id(`00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`),
      `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
    );
  });

  it('strips control and direction characters, and bounds the length', () => {
    const { prose, id } = createScrubber('canary-8f3a1c77e2');
    assert.equal(prose('a\u0000b\r\nc\u202Ed\u200B\u001b[31m'), 'a b cd [31m');
    assert.equal(prose('word '.repeat(1000)).length, 500);
    assert.equal(id('x'.repeat(300)), `${'x'.repeat(199)}…`);
    assert.equal(prose('cana\u200Bry-8f3a1c77e2'), '[removed]');
  });

  it('leaves a body as it is unless the key is in it', () => {
    const { body } = createScrubber('canary-8f3a1c77e2');
    assert.equal(body('{ "a":\t"Bearer xyzxyzxyz" }'), '{ "a":\t"Bearer xyzxyzxyz" }');
    assert.equal(body('{"echo":"canary-8f3a1c77e2"}'), '{"echo":"[removed]"}');
    assert.equal(createScrubber('abc').body('abcdef'), 'abcdef');
  });
});
