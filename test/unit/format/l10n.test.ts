import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { shortDateWords } from '../../../src/core/kit/dates.ts';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDuration,
  formatMoment,
  formatPart,
  formatPercent,
  formatValue,
  plural,
} from '../../../src/core/kit/format.ts';
import { counted, msg, sent, t, useLanguage } from '../../../src/core/kit/l10n.ts';

afterEach(() => useLanguage(undefined));

const german = {
  locale: 'de',
  messages: {
    'just now': 'gerade eben',
    '{0} run': '{0} Lauf',
    '{0} runs': '{0} Läufe',
    Passed: 'Bestanden',
  },
};

test('a message is English until there is a language, and where the language lacks it', () => {
  assert.equal(t('Passed'), 'Passed');
  useLanguage(german);
  assert.equal(t('Passed'), 'Bestanden');
  assert.equal(t(msg('Passed')), 'Bestanden');
  assert.equal(t('Failed'), 'Failed');
  useLanguage({ locale: 'fr', messages: {} });
  assert.equal(t('Passed'), 'Passed');
  assert.equal(formatCount(1234.5), '1,234.5');
});

test('values stand where they are named, and bring no placeholders of their own', () => {
  assert.equal(t('{0} of {1}', '{1}', 2), '{1} of 2');
  assert.equal(t('{1} then {0}, {2}', 'a', 'b'), 'b then a, {2}');
  for (const said of ['what a service said', 'constructor', 'toString', '__proto__'])
    assert.equal(t(sent(said)), said);
  assert.equal(plural(2, sent('constructor')), '2 constructors');
});

test('what is counted has the forms of its language', () => {
  assert.equal(plural(1, 'run'), '1 run');
  assert.equal(plural(1234, 'run'), '1,234 runs');
  useLanguage(german);
  assert.equal(plural(1, 'run'), '1 Lauf');
  assert.equal(plural(1234, 'run'), '1.234 Läufe');
  useLanguage({
    locale: 'pl',
    messages: {
      '{0} run': '{0} przebieg',
      '{0} runs': '{0} przebiegów',
      '{0} runs#few': '{0} przebiegi',
    },
  });
  assert.deepEqual(
    [1, 3, 5].map((n) => counted(n, '{0} run', '{0} runs', n)),
    ['1 przebieg', '3 przebiegi', '5 przebiegów'],
  );
});

test('figures and times read as in the language', () => {
  useLanguage(german);
  const spaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  const read = [
    formatDuration(850),
    formatDuration(4200),
    formatDuration(65_000),
    formatDuration(3_720_000),
    formatDuration(273_600_000),
    formatPercent(66.66),
    formatCost(1234.5),
    formatCost(0.0171),
    formatCount(1234.56),
    formatBytes(1_572_864),
    formatValue('number', 0.6667),
    formatMoment(0, 180_000),
    formatMoment(new Date(2026, 10, 25, 12).getTime(), new Date(2026, 10, 26, 13).getTime()),
    formatMoment(0, 1000),
    shortDateWords({ ms: new Date(2026, 10, 24, 20, 22).getTime(), raw: '' }),
    formatPart(3, undefined),
  ];
  assert.deepEqual(read.map(spaces), [
    '850 ms',
    '4,2 Sek.',
    '1 Min. 5 Sek.',
    '1 Std. 2 Min.',
    '3 Tg. 4 Std.',
    '66,7 %',
    '1.234,50 $',
    '0,0171 $',
    '1.234,6',
    '1,5 MB',
    '0,667',
    'vor 3 Min.',
    'gestern',
    'gerade eben',
    '24. Nov., 20:22',
    '3',
  ]);
});
