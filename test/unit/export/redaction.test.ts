import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotRun, type TimeLimit } from '../../../src/core/kit/timeLimit.ts';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { isCard, isIban } from '../../../src/export/redaction/checkedNumbers.ts';
import {
  batchRule,
  redactStretches,
  redactTexts,
  type BatchRule,
  type Finding,
} from '../../../src/export/redaction/redact.ts';
import { redactedRun } from '../../../src/export/redaction/redactRun.ts';
import { redactedText } from '../../../src/export/redaction/redactText.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { exportFormats } from '../../../src/export/formats.ts';
import { ownRules, PatternError } from '../../../src/services/export/exportPatterns.ts';
import { given, makeCriterion, makeRun, makeTurn } from '../../webview/support/runs.ts';
import { assertGrowsWithLength } from '../../support/doubling.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import { brokenRun, exported, joined } from './support.ts';

const ownRulesOf = (patterns: unknown, timeoutMs?: number) => ownRules({ patterns, withinTime }, timeoutMs);

const rules = builtInRules.map(batchRule);

function redact(text: string, with_: readonly BatchRule[] = rules): string {
  return redactTexts([text], with_).get(text) ?? text;
}

describe('what is found', () => {
  const cases: readonly (readonly [text: string, redacted: string])[] = [
    ['write to jo.smith+x@mail.example.co.uk.', 'write to [e-mail].'],
    ["müller@firma.de, O'Neil@x.org", '[e-mail], [e-mail]'],
    ['call +49 (0)211 / 123-4567 now', 'call [phone] now'],
    ['or 0049211123456', 'or [phone]'],
    ['or (555) 123-4567 or 555-123-4567', 'or [phone] or [phone]'],
    ['0211 1234567', '[phone]'],
    ['06 12 34 56 78, 01.44.55.66.77, 030-12 34 56 78', '[phone], [phone], [phone]'],
    ['1-800-555-0199 or 1 (415) 555-2671', '[phone] or [phone]'],
    ['jo%40example.com in /?to=jo%40example.com&x', '[e-mail] in /?to=[e-mail]&x'],
    ['jo@example.com.2 jo@10.0.0.1', '[e-mail].2 [e-mail]'],
    ['card 4111 1111 1111 1111, or 5500-0000-0000-0004', 'card [card], or [card]'],
    ['no. 12 4111111111111111 x', 'no. 12 [card] x'],
    ['amex 378282246310005', 'amex [card]'],
    ['pay DE89 3704 0044 0532 0130 00 please', 'pay [IBAN] please'],
    ['gb82west12345698765432', '[IBAN]'],
    ['Authorization: Bearer abcdefgh.12345', 'Authorization: Bearer [token]'],
    ['{"api_key": "hunter2secret"}', '{"api_key": "[token]"}'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '[token]'],
    ['key sk-proj_abcdefghijklmnop', 'key [token]'],
    ['AKIAIOSFODNN7EXAMPLE', '[token]'],
    ['f3a9'.repeat(12), '[token]'],
    ['x-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y', 'x-[token] y'],
    ['see a.eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'see a.[token]'],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(redact(text), expected));
});

describe('what stays', () => {
  for (const text of [
    'on 2026-11-22 at 14:03:09, 2026-11-22T10:00:00.000+01:00',
    'run 123e4567-e89b-12d3-a456-426614174000 of 65f0c1a2b3c4d5e6f7a8b9c0',
    'took 1763805600000 ms, cost 0.0171, 192.168.100.200, version 10.20.3',
    'card 4111 1111 1111 1112 does not check',
    'DE00370400440532013000 does not check',
    'react@18.2.0-beta.1 and @scope/pkg@1.2.3, git@github.com:a/b.git',
    'months 05 06 07 08 09, pages 01 03 05 07 09, 2026-11-22 06 12',
    'a mention of @someone, and 20 % of 1,234,567 turns',
    'antidisestablishmentarianismantidisestablishmentarianism',
  ])
    it(text, () => assert.equal(redact(text), text));
});

it('numbers check themselves', () => {
  assert.deepEqual(
    [isCard('4111111111111111'), isCard('4111111111111112'), isCard('1111111111111117')],
    [true, false, false],
  );
  assert.deepEqual([isIban('GB82WEST12345698765432'), isIban('GB83WEST12345698765432')], [true, false]);
});

/** Pieces that, repeated, bring a rule to begin again and again. */
const units = [
  ...[
    'a',
    '1',
    '1 ',
    'a@',
    '-',
    'eyJ',
    'eyJ-',
    '-eyJ',
    'eyJ.',
    'AB12',
    'ab12 ',
    '4 ',
    '4-',
    '+1',
    '(',
    '(12)',
  ],
  ...['token=', 'secret: ', 'api_key', '_token', 'bearer ', 'a.', '..', '=', 'a=', '0 ', '00', 'sk-', 'AKIA'],
  ...[
    'AIza',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ',
    '//',
    'a\n',
    '"a":"',
    '\\',
    '\\"',
    "password'",
    '\u00a0',
  ],
];

describe('each built-in rule takes twice as long for twice the text', () => {
  for (const { id, find } of builtInRules)
    it(id, () => {
      for (const unit of units) assertGrowsWithLength(id, find, unit);
    });
});

describe('counting and overlaps', () => {
  it('counts places by rule and keeps a few examples', () => {
    const counts = new Map<string, Finding>();
    redactTexts(['a@b.de c@d.de', 'a@b.de'], rules, counts);
    assert.deepEqual(
      [...counts].map(([id, { count, examples }]) => [id, count, examples]),
      [['email', 3, ['a@b.de', 'c@d.de']]],
    );
  });

  it('takes out all of what rules find together', () => {
    const own = ownRulesOf(['mail me at jo@x']);
    assert.equal(redact('please mail me at jo@x.example!', [...own, ...rules]), 'please [removed]!');
  });
});

describe('own patterns', () => {
  it('are regular expressions, in either case', () => {
    assert.equal(
      redact('Customer-12 and CUSTOMER-7', ownRulesOf(['customer-\\d+'])),
      '[removed] and [removed]',
    );
    assert.equal(redact('abc', ownRulesOf(['x*'])), 'abc');
  });

  it('know classes of letters and whole characters, and else what they ever knew', () => {
    assert.equal(redact('Käufer-Ä7 käufer-x', ownRulesOf(['käufer-\\p{L}\\d'])), '[removed] käufer-x');
    assert.equal(redact('a😀b😁c', ownRulesOf(['[😀😁]'])), 'a[removed]b[removed]c');
    assert.equal(redact('id 12-3', ownRulesOf(['\\d+\\-\\d'])), 'id [removed]');
    assert.throws(() => ownRulesOf(['\\p{L}\\-']), /^PatternError: Redaction pattern 1 cannot be used: /);
  });

  it('that are none are refused in a sentence', () => {
    for (const settings of [['('], [''], [7], 'x', ['a'.repeat(1001)], Array(51).fill('a')])
      assert.throws(() => ownRulesOf(settings), PatternError);
    assert.throws(() => ownRulesOf(['ok', '(']), /^PatternError: Redaction pattern 2 cannot be used: /);
    assert.deepEqual(ownRulesOf(undefined), []);
  });

  it('that never end are ended', () => {
    const [rule] = ownRulesOf(['(a+)+$'], 100);
    assert.ok(rule);
    const before = performance.now();
    assert.throws(
      () => rule.findAll([`${'a'.repeat(50)}!`]),
      /PatternError: Redaction pattern 1 takes too long/,
    );
    assert.ok(performance.now() - before < 5000);
  });

  it('that a host does not run, since nothing could stop them, are refused with that reason', () => {
    const notRun: TimeLimit = () => {
      throw new NotRun();
    };
    const [rule] = ownRules({ patterns: ['(a+)+$'], withinTime: notRun });
    assert.throws(
      () => rule?.findAll(['a']),
      /^PatternError: Redaction pattern 1 is not run in a browser, where nothing can stop it .* desktop, which runs it\.$/,
    );
  });
});

describe('JSON within a text', () => {
  const told = {
    mail: 'Dear,\njo@x.de\n\tjürgen.groß@firma.de',
    phone: 'call\n+49 211 1234567',
    keys: 'key:\nsk-abcdefghijklmnop1234',
    iban: 'IBAN\nDE89 3704 0044 0532 0130 00',
    card: '4111\u00a01111\u00a01111\u00a01111',
    at: 'postgres://jo:secret@db.example/x',
  };
  const clean = {
    mail: 'Dear,\n[e-mail]\n\t[e-mail]',
    phone: 'call\n[phone]',
    keys: 'key:\n[token]',
    iban: 'IBAN\n[IBAN]',
    card: '[card]',
    at: 'postgres://jo:[token]@db.example/x',
  };
  /** As encoders write it that know no letter beyond ASCII, and take no sign for harmless. */
  const careful = (value: object) =>
    JSON.stringify(value).replace(
      /[/+'&<>]|[^\0-\x7f]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
    );

  for (const [name, inner] of [
    ['as JavaScript writes it', JSON.stringify(told)],
    ['as careful encoders write it', careful(told)],
    ['with each slash escaped', JSON.stringify(told).replaceAll('/', '\\/')],
  ] as const)
    it(`is redacted like any other, and stays JSON: ${name}`, () => {
      assert.deepEqual(JSON.parse(redact(inner)), clean);
      const outer = JSON.parse(redactedText(JSON.stringify({ arguments: inner }), rules)) as {
        arguments: string;
      };
      assert.deepEqual(JSON.parse(outer.arguments), clean);
      const deep = redactedText(JSON.stringify({ a: JSON.stringify({ b: inner }) }), rules);
      const between = JSON.parse((JSON.parse(deep) as { a: string }).a) as { b: string };
      assert.deepEqual(JSON.parse(between.b), clean);
    });

  it('keeps all of a secret together that holds a written line break or quotation mark', () => {
    assert.equal(redact('{"password":"ab\\u0022cd\\nef","x":1}'), '{"password":"[token]","x":1}');
    const key = '-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADAN\\nabc=\\n-----END PRIVATE KEY-----';
    assert.equal(redact(`{"pem":"${key}\\nrest"}`), '{"pem":"[token]\\nrest"}');
  });

  it('is cut where it is shown in part', () => {
    const text = 'a\\u00fcb\\njo@x.de and more';
    const start = text.indexOf('jo');
    assert.deepEqual(redactStretches([{ text, span: [0, start + 2] }], rules), ['a\\u00fcb\\n[e-mail]']);
    assert.deepEqual(redactStretches([{ text, span: [start + 7, text.length] }], rules), [' and more']);
  });

  it('takes a time that grows with its length', () => {
    for (const unit of ['\\', '\\n', '\\u00fc', '\\u', '\\\\n', 'a\\u0040b.de'])
      assertGrowsWithLength('written escapes', redact, unit);
  });
});

describe('JSON text', () => {
  it('changes in the strings that hold something, and nowhere else', () => {
    const json =
      '{ "mail" : "\\u0061@b.de", "n":1.0, "e":1e400,\r\n "jo@x.de":[ "\\ud800", 4111111111111111, 1763805600000 ] }';
    assert.equal(
      redactedText(json, rules),
      '{ "mail" : "[e-mail]", "n":1.0, "e":1e400,\r\n "[e-mail]":[ "\\ud800", "[card]", 1763805600000 ] }',
    );
  });

  it('may be nested deeper than any stack', () => {
    const json = `${'['.repeat(100_000)}"a@b.de"${']'.repeat(100_000)}`;
    assert.ok(redactedText(json, rules).includes('["[e-mail]"]'));
  });
});

it('leaves no trace of an address in any format', () => {
  const secret = 'jo@secret.example';
  const run = makeRun({
    ...{ title: secret, reason: secret, summary: secret, rawState: secret, verdict: 'failed' },
    facts: given({ model: secret, harness: secret, environment: secret, task: secret, endpointType: secret }),
    ref: { connection: 'c', path: [], run: secret },
    error: { message: secret, technicalDetails: { [secret]: [secret] } },
    criteria: [
      makeCriterion(secret, {
        met: 'notMet',
        text: secret,
        reason: secret,
        raw: { a: secret },
        result: secret,
      }),
    ],
    turns: [makeTurn(secret, { role: secret, data: [{ a: secret }], extra: { [secret]: 1 } })],
    ids: [['Run', secret]],
    rest: { [secret]: { deep: [secret] } },
    raw: () => JSON.stringify({ secret, [secret]: 'x' }),
  });
  const clean = redactedRun(run, rules);
  assert.equal(clean.kind === 'run' && clean.verdict, 'failed');
  assert.ok(!JSON.stringify(clean).includes('secret.example'));
  for (const { label, pieces } of exportFormats) {
    const text = joined(pieces(exported(clean)));
    assert.ok(!text.includes('secret.example'), label);
  }
});

it('looks into a broken line as into any text', () => {
  const run: RunItem = { ...brokenRun(), raw: () => '{"a": jo@secret.example, "b": "\\u00' };
  assert.equal(redactedRun(run, rules).raw(), '{"a": [e-mail], "b": "\\u00');
});

it('leaves a run alone in which nothing is found', () => {
  const run = makeRun({ turns: [makeTurn('hello')], raw: () => '{"a": 1.0}' });
  assert.equal(redactedRun(run, rules), run);
});
