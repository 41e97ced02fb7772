import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatPercent,
  formatSinceDay,
  formatValue,
  plural,
} from '../../../src/core/kit/format.ts';

describe('format', () => {
  it('names a duration by its two largest units and never says 60 s', () => {
    const cases: [number, string][] = [
      [0, '0 ms'],
      [850, '850 ms'],
      [999.6, '1 s'],
      [1000, '1 s'],
      [4240, '4.2 s'],
      [9960, '10 s'],
      [42_000, '42 s'],
      [59_600, '1 min 00 s'],
      [65_000, '1 min 05 s'],
      [3_599_700, '1 h 00 min'],
      [3_720_000, '1 h 02 min'],
      [86_400_000, '1 d'],
      [273_600_000, '3 d 4 h'],
      [-65_000, '-1 min 05 s'],
      [0.3, '<1 ms'],
      [Number.NaN, 'unknown'],
    ];
    for (const [ms, words] of cases) assert.equal(formatDuration(ms), words, String(ms));
  });

  it('says how long ago a moment was, and how far ahead it is', () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const min = 60_000;
    const cases: [number, string][] = [
      [20_000, 'just now'],
      [50_000, '1 min ago'],
      [3 * min, '3 min ago'],
      [59.7 * min, '1 h ago'],
      [5 * 60 * min, '5 h ago'],
      [24 * 60 * min, 'yesterday'],
      [12 * 24 * 60 * min, '12 d ago'],
      [-2 * 60 * min, 'in 2 h'],
      [-24 * 60 * min, 'tomorrow'],
    ];
    for (const [ago, words] of cases) assert.equal(formatMoment(now - ago, now), words, String(ago));
    assert.equal(formatMoment(new Date(2026, 0, 5, 12).getTime(), now), '2026-01-05');
    assert.equal(formatMoment(new Date(12026, 0, 5, 12).getTime(), now), '12026-01-05');
  });

  it('goes by the calendar where it names days', () => {
    const november = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
    const wednesday = november(25, 9);
    const cases: [day: number, hour: number, words: string][] = [
      [23, 22, '2 d ago'],
      [24, 8, 'yesterday'],
      [24, 22, '11 h ago'],
      [23, 0, '2 d ago'],
      [26, 20, 'tomorrow'],
      [27, 1, 'in 2 d'],
      [26, 1, 'in 16 h'],
    ];
    for (const [day, hour, words] of cases)
      assert.equal(formatMoment(november(day, hour), wednesday), words, `${day} at ${hour}`);
  });

  it('names a day without a time as the same day everywhere', () => {
    const now = new Date(2026, 10, 25, 1).getTime();
    assert.equal(formatDay(Date.UTC(2026, 10, 25)), '2026-11-25');
    assert.equal(formatSinceDay(Date.UTC(2026, 10, 25), now), 'today');
    assert.equal(formatSinceDay(Date.UTC(2026, 10, 24), now), 'yesterday');
    assert.equal(formatSinceDay(Date.UTC(2026, 10, 20), now), '5 d ago');
    assert.equal(formatSinceDay(Date.UTC(2026, 10, 26), now), 'tomorrow');
    assert.equal(formatSinceDay(Date.UTC(2025, 10, 25), now), '2025-11-25');
  });

  it('writes a date as local, sortable text', () => {
    assert.equal(formatDate(new Date(2026, 10, 2, 4, 3, 9).getTime()), '2026-11-02 04:03:09');
    assert.equal(formatDate(Number.NaN), 'unknown');
  });

  it('shows small costs with enough digits', () => {
    const cases: [number, string][] = [
      [0, '$0.00'],
      [0.0171, '$0.0171'],
      [0.5, '$0.50'],
      [0.000123, '$0.000123'],
      [0.999, '$1.00'],
      [1.5, '$1.50'],
      [1234.567, '$1,234.57'],
      [-0.5, '-$0.50'],
      [0.00464, '$0.00464'],
      [0.000012, '$0.000012'],
      [0.30000000000000004, '$0.30'],
      [0.0000000012345, '$0.00000000123'],
      [1e-15, '<$0.000000000001'],
      [Number.NaN, 'unknown'],
    ];
    for (const [usd, words] of cases) assert.equal(formatCost(usd), words, String(usd));
  });

  it('groups thousands, counts nouns, sizes and percentages', () => {
    assert.equal(formatCount(1234), '1,234');
    assert.equal(plural(1, 'turn'), '1 turn');
    assert.equal(plural(0, 'turn'), '0 turns');
    assert.equal(plural(2000, 'criterion', 'criteria'), '2,000 criteria');
    assert.equal(formatBytes(512), '512 B');
    assert.equal(formatBytes(65_536), '64 KB');
    assert.equal(formatBytes(1_048_576), '1.0 MB');
    assert.equal(formatPercent(75), '75 %');
    assert.equal(formatPercent(66.666), '66.7 %');
    assert.equal(formatCount(0.004), '0.004');
    const numbers = [200 / 3, 7, 1234.56, 3.14159, 2 / 3, 0.30000000000000004, -12.345, 0];
    assert.deepEqual(
      numbers.map((number) => formatValue('number', number)),
      ['66.7', '7', '1,234.6', '3.14', '0.667', '0.3', '-12.3', '0'],
    );
  });

  it('says the end of a scale only where it is reached', () => {
    const percents: [number, string][] = [
      [100, '100 %'],
      [0, '0 %'],
      [99.95, '99.9 %'],
      [99.999999, '99.9 %'],
      [99.99999999999999, '100 %'],
      [0.033, '0.1 %'],
      [0.0001, '0.1 %'],
      [100.04, '100.1 %'],
      [1234.5, '1,234.5 %'],
      [Number.NaN, 'unknown'],
    ];
    for (const [percent, words] of percents) assert.equal(formatPercent(percent), words, String(percent));
    const scores: [number, string][] = [
      [99.97, '99.9'],
      [0.9996, '0.999'],
      [9.998, '9.99'],
      [4.9999, '4.99'],
      [0.0004, '0.0004'],
      [-0.9999, '-0.999'],
      [100, '100'],
      [0.1 + 0.7 + 0.2, '1'],
    ];
    for (const [score, words] of scores) assert.equal(formatValue('number', score), words, String(score));
  });
});
