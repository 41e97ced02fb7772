import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatBytes,
  formatCost,
  formatCount,
  formatDate,
  formatDuration,
  formatMoment,
  formatPercent,
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
    const numbers = [200 / 3, 7, 1234.56, 3.14159, 2 / 3, 0.30000000000000004, -12.345, 0];
    assert.deepEqual(
      numbers.map((number) => formatValue('number', number)),
      ['66.7', '7', '1,234.6', '3.14', '0.667', '0.3', '-12.3', '0'],
    );
  });
});
