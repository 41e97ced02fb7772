/** Which regular expressions are run where nothing can stop them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { looksHarmless } from '../../../src/services/host/harmless.ts';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import { cpuMs } from '../../support/doubling.ts';
import { randomFrom } from '../fuzz/mutate.ts';
import { nastyTexts, randomPattern } from './patterns.ts';

const lines = (text: string) => text.trim().split('\n');

const usual = {
  'a usual one': String.raw`
customer-\d+
ERR_\w+
Bearer \S+
(refund|return) policy
[(+*)]+\)*
a{2,5}b
colou?r
(?<=x)y
https?://[^\s"]+
sk-[A-Za-z0-9_-]{20,}
\b[A-Z]{2}\d{6,}\b
[\w.+-]+@[\w-]+\.[\w.-]+
(?<year>\d{4})-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?`,
  'with bounds around bounds': String.raw`
(\d{1,3}\.){3}\d{1,3}
(?:\d{4}[ -]?){4}
(?:\d[ -]?){13,19}\b
(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}
DE\d{2}(?: ?\d{4}){4} ?\d{2}
[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?
sk-[A-Za-z0-9]{48}
\b[0-9a-f]{64}\b
(?:\d{1,3},){15}x`,
  'with a repeat of which each next character says how it goes on': String.raw`
(?:cat|dog)+
(abc)+
(?:ab)+?
[\w.+-]+@[\w-]+(?:\.[\w-]+)+
[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b
"(?:[^"\\]|\\.)*"
\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?
(\w\s?){5,}
((x*)y)+
(?:\S+\s+){3}`,
  'with repeats that are kept apart, are few, or are the last': String.raw`
.*error.*
user.*asked.*refund
error.{0,200}timeout
\d+(?:\.\d+)?\s*(?:EUR|USD)
"[^"]*"\s*:\s*"[^"]*"
^(?=.*[A-Z])(?=.*\d).{8,}$
(?<![\p{L}\p{N}_])(?:.*error.*)(?![\p{L}\p{N}_])
.*error.*x
.*,.*x`,
  'with looks that are not tried again and again over the same text': String.raw`
\w+(?=\s*:)
\d+(?=\s*(?:EUR|USD))
(?<="password"\s*:\s*")[^"]*
(?:(?!end).)*x`,
  'with braces that stand for one letter under the flag u': String.raw`
\p{L}+
\p{Script_Extensions=Greek}+x
\u{1F600}`,
};

describe('An expression passes', () => {
  for (const [name, patterns] of Object.entries(usual)) {
    it(`as ${name}`, () => {
      for (const pattern of lines(patterns)) assert.equal(looksHarmless(pattern), true, pattern);
    });
  }
});

describe('An expression is refused', () => {
  const risky = {
    'whose ways double with each character': String.raw`
(a+)+$
(a+?)+
(a*)*
(?:a|aa)*b
(?:a?a)+
([a-z]+,?)*
(\d+\s*)+x
(?:cat|cow)+
(?:\w+\b)+x
(?<=(a+)+)b
(?:(?:a|b)*c?)+`,
    'whose letters are the same in another case': String.raw`
(?:a|A)+x
(?:ſ|s)+x
(?:K|k)+x
(?:s|[^a]z|\u017fz)+x`,
    'with several repeats that can take the same text': String.raw`
\w*\w*\w*x
.*.*.*x
.*?.*?.*?x
.*.*x
a.*b.*c.*d
.*,\d*,.*,.*x
a{0,5000}a{0,5000}a{0,5000}x
.{2,}.{0,5000}[^]*x
(?:.*,){12}
(?=\w*\w*x)\w*\w*y`,
    'with several repeats that nothing rare keeps apart': String.raw`
.*..*x
.*.+x
\w*\w\w*x
a*aa*x
.*\w.*x
.*\s.*x
\w*\d{4}\w*x
.*(?:error|\w).*x`,
    'with a long look behind or within a repeat, or within a look': String.raw`
.*(?=.*x)y
.*(?<=x.*)y
\w+(?!\w*x)y
(?:(?=.*x)a)+y
(?:(?!.*x)a){2,}
(?=.*(?=.*x)y)
(?=.*.*x)`,
    'with a repeat of many characters behind another': String.raw`
\w*[0-9a-f]{64}x
\w*[0-9a-f]{64}
\w*[0-9a-f]{64,}`,
    'with braces that repeat, or hold an expression, without the flag u': String.raw`
\u{1,}\u{1,}\u{1,}x
\p{2,}\p{2,}\p{2,}x
\U{1,}\U{1,}\U{1,}x
\u{9999}
\p{(a+)+b}
(?:\c|\\c)+x`,
    'with too many ways of a fixed number': String.raw`
(?:a{1,3}){12}b
(?:a|a|b){10}c`,
    'that is not understood': String.raw`
(a)\1+
(?<a>x)\k<a>
(
\012`,
  };
  for (const [name, patterns] of Object.entries(risky)) {
    it(name, () => {
      for (const pattern of lines(patterns)) assert.equal(looksHarmless(pattern), false, pattern);
    });
  }

  it('when it is very long, and no nesting takes long to judge', () => {
    assert.equal(looksHarmless('a'.repeat(2001)), false);
    for (const part of ['+b)', '*)', '{2})', '?)', '{2,})', '+b)+'])
      looksHarmless(`${'(?:'.repeat(150)}a${part.repeat(150)}`);
    assert.equal(looksHarmless(`(?:(?:\\b){2}){2}${'a?'.repeat(900)}`), false);
  });
});

it('whatever passes ends soon on texts that make expressions go back', () => {
  const texts = nastyTexts(200);
  let passed = 0;
  for (let seed = 0; seed < 700; seed++) {
    const pattern = randomPattern(randomFrom(seed), 1 + (seed % 3));
    if (!looksHarmless(pattern)) continue;
    passed++;
    const expression = new RegExp(pattern, seed % 2 ? 'g' : 'giu');
    assert.doesNotThrow(
      () => withinTime(3000, pattern, () => texts.map((text) => [...text.matchAll(expression)].length)),
      `seed ${seed}: ${pattern}`,
    );
  }
  assert.ok(passed > 200, `${passed} were tried`);
});

it('what usually passes ends soon on a long text that fits it', () => {
  const words = [
    'a',
    '1',
    ' ',
    '.',
    '"',
    'a.',
    'a@',
    'a sentence of a few more words, and 1.5 EUR ',
    'aA1',
    'an error and a timeout ',
    'user asked ',
    '"a": ',
    'a\\',
  ];
  const texts = words.map((word) => word.repeat(Math.ceil(2000 / word.length)));
  for (const pattern of Object.values(usual).flatMap(lines)) {
    for (const flags of ['gi', 'giu']) {
      const expression = expressionOf(pattern, flags);
      if (!expression) continue;
      // One too many repeats takes 1.5 s on each of them.
      for (const text of texts) {
        const all = () => [...text.matchAll(expression)].length;
        // By its own work: a busy machine may let it wait for longer.
        const ms = cpuMs(() => withinTime(10_000, pattern, all));
        assert.ok(ms < 1000, `${pattern} on ${text.slice(0, 30)}: ${ms.toFixed(0)} ms`);
      }
    }
  }
});

function expressionOf(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    // Some are one only without the flag `u`, or with it.
    return undefined;
  }
}
