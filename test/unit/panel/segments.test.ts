import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { segments } from '../../../webview/kit/segments.ts';

/** Segments as text: `[mark]`, `<style>text`. */
function show(text: string): string {
  return segments(text)
    .map(({ text: words, style, mark }) =>
      mark === undefined ? `${style ? `<${style}>` : ''}${words}` : `[${words}]`,
    )
    .join('|');
}

describe('text that is not what it seems', () => {
  const cases: readonly (readonly [name: string, text: string, shown: string])[] = [
    ['plain text stays one piece', 'a\tb\nc 😀', 'a\tb\nc 😀'],
    ['nothing is nothing', '', ''],
    ['bidi overrides become marks', 'a\u202eb\u202cc', 'a|[RLO]|b|[PDF]|c'],
    ['isolates become marks', '\u2066x\u2069', '[LRI]|x|[PDI]'],
    ['zero-width space and byte order mark', 'pay\u200bpal\ufeff', 'pay|[ZWSP]|pal|[BOM]'],
    ['joiners of emoji and scripts stay', '👩\u200d💻 می\u200cخواهم', '👩\u200d💻 می\u200cخواهم'],
    ['blank letters', 'a\u3164b\u115f', 'a|[U+3164]|b|[U+115F]'],
    ['hidden tags become marks', 'ok\u{e0068}\u{e0069}!', 'ok|[U+E0068]|[U+E0069]|!'],
    [
      'tags of a flag stay',
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} won',
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} won',
    ],
    [
      'rows of variants and joiners',
      '❤\ufe0f\u{e0148}x\u200d\u200c\u200d',
      '❤\ufe0f|[U+E0148]|x\u200d\u200c|[U+200D]',
    ],
    ['NUL and other controls', 'a\u0000b\u0007\u009b', 'a|[NUL]|b|[BEL]|[U+009B]'],
    ['lone surrogates', 'a\ud800b\udc00', 'a|[U+D800]|b|[U+DC00]'],
    ['line ends of Windows', 'a\r\nb', 'a|\nb'],
    ['a lone carriage return is a mark', 'a\rb', 'a|[CR]|b'],
    ['ANSI colours become styles', '\u001b[31mred\u001b[0m plain', '<ansi-red>red| plain'],
    ['ANSI attributes add up', '\u001b[1;32mok\u001b[22mgreen', '<ansi-bold ansi-green>ok|<ansi-green>green'],
    ['bright colours are colours', '\u001b[91mx', '<ansi-red>x'],
    ['extended colours are left out', '\u001b[38;5;196mx\u001b[48;2;1;2;3my', 'x|y'],
    ['cursor movements vanish', 'a\u001b[2Jb\u001b[10;20Hc', 'a|b|c'],
    ['titles and links of terminals vanish', 'a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\c', 'a|b|c'],
    ['a lone escape is a mark', 'a\u001bq', 'a|[ESC]|q'],
  ];
  for (const [name, text, shown] of cases) it(name, () => assert.equal(show(text), shown));

  it('keeps the offsets of the original', () => {
    const text = 'a\u202eb\u001b[31mc';
    assert.deepEqual(
      segments(text)
        .filter(({ mark }) => mark === undefined)
        .map(({ at, text: words }) => [at, words]),
      [
        [0, 'a'],
        [2, 'b'],
        [8, 'c'],
      ],
    );
  });

  it('makes no more than some thousand elements, and still shows nothing that is hidden or acts', () => {
    const found = segments('a\u202e'.repeat(10_000));
    assert.ok(found.length <= 5001);
    const last = found.at(-1);
    assert.equal((last?.at ?? 0) + (last?.text.length ?? 0), 20_000);
    assert.match(last?.text ?? '', /^(a\ufffd)+$/);
    const tags = segments('\u{e0041}'.repeat(6000));
    assert.equal(tags.at(-1)?.text, '\ufffd\ufffd'.repeat(1000));
  });

  it('is quick on a megabyte of escapes', () => {
    const started = performance.now();
    segments('\u001b['.repeat(500_000));
    segments('\u001b]'.repeat(20_000));
    assert.ok(performance.now() - started < 2000);
  });
});
