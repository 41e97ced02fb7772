import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agoWords, dateWords } from '../../../src/core/kit/dates.ts';
import { momentOf } from '../../../src/core/run/moment.ts';

describe('moment', () => {
  const zone = process.env['TZ'];
  before(() => {
    process.env['TZ'] = 'America/New_York';
  });
  after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  const iso = (raw: string | number) => {
    const ms = momentOf(raw)?.ms;
    return ms === undefined ? undefined : new Date(ms).toISOString();
  };

  it('tells seconds, milliseconds, microseconds and nanoseconds by their size, in numbers and in texts', () => {
    for (const raw of [1793527200, 1793527200000, 1793527200000000, 1793527200000000000]) {
      assert.equal(iso(raw), '2026-11-01T10:00:00.000Z', String(raw));
      assert.equal(iso(String(raw)), '2026-11-01T10:00:00.000Z', `"${raw}"`);
    }
    assert.equal(iso(1793527200.25), '2026-11-01T10:00:00.250Z');
    assert.equal(iso('1793527200.25'), '2026-11-01T10:00:00.250Z');
    assert.equal(momentOf('1793527200000')?.raw, '1793527200000');
  });

  it('makes no date of a duration, a count or words', () => {
    for (const raw of [12.5, 42, 1234, 86_400_000, -5, 1e30, '90', 'Run 5', '10:00:00', '2026', '2026-02-30'])
      assert.deepEqual(momentOf(raw), { ms: undefined, raw });
  });

  it('takes the zero times of languages and databases for nothing', () => {
    const zeros = ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00+00:00', '0001-01-01 00:00:00 +0000 UTC'];
    const others = [
      '0000-00-00 00:00:00',
      '1900-01-01T00:00:00',
      '1601-01-01T00:00:00Z',
      '/Date(-62135596800000)/',
      '1970-01-01T00:00:00Z',
      '0',
      0,
      -62135596800,
      -62135596800000,
    ];
    for (const raw of [...zeros, ...others, '', ' ', null, undefined])
      assert.equal(momentOf(raw), undefined, String(raw));
  });

  it('reads what is written like ISO 8601', () => {
    for (const raw of [
      '2026-11-01T10:00:00Z',
      '2026-11-01T10:00:00.000000000Z',
      '2026-11-01 10:00:00+00:00',
      '2026-11-01T11:00:00+0100',
      '2026-11-01 11:00:00 +01',
      '2026-11-01 10:00:00 UTC',
      '2026-11-01 10:00:00 +0000 UTC',
      '2026-11-01T11:00:00+01:00[Europe/Berlin]',
      '2026-11-01t10:00:00z',
      '2026-11-01T10:00Z',
      '2026-11-01T10:00:00,0Z',
      '2026-11-01T05:00:00',
      '20261101T100000Z',
      '/Date(1793527200000)/',
      '/Date(1793527200000+0100)/',
    ])
      assert.equal(iso(raw), '2026-11-01T10:00:00.000Z', raw);
    assert.equal(iso('2026-11-01T10:00:00.123456789Z'), '2026-11-01T10:00:00.123Z');
  });

  it('leaves a date without a time the day that it is, also west of UTC', () => {
    const moment = momentOf('2026-11-01');
    assert.ok(moment);
    assert.deepEqual(moment, { ms: Date.UTC(2026, 10, 1), day: true, raw: '2026-11-01' });
    assert.equal(dateWords(moment), '2026-11-01');
    assert.equal(agoWords(moment, new Date(2026, 10, 2, 1).getTime()), 'yesterday');
  });

  it('says what was sent where it is no date', () => {
    assert.equal(dateWords({ ms: undefined, raw: 12.5 }), '12.5');
    assert.equal(agoWords({ ms: undefined, raw: 'soon' }, 0), 'soon');
  });
});
