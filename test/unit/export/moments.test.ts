import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { momentOf } from '../../../src/core/run/moment.ts';
import { csvPieces } from '../../../src/export/csv.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { zonedDate } from '../../../src/export/moments.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';
import { exported, joined } from './support.ts';

describe('moments in exports', () => {
  const zone = process.env['TZ'];
  before(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });
  after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('say how far they are from UTC, so that they stay in order when clocks are put back', () => {
    const moment = (raw: string) => ({ ms: Date.parse(raw), raw });
    const run = makeRun({
      createdAt: moment('2026-10-24T22:00:00Z'),
      turns: ['2026-10-25T00:30:00Z', '2026-10-25T01:10:00Z'].map((at) =>
        makeTurn('a', { createdAt: moment(at) }),
      ),
    });
    const markdown = markdownOf(run);
    assert.match(markdown, /### Turn 1 \(2026-10-25 02:30:00 \+02:00\)/);
    assert.match(markdown, /### Turn 2 \(2026-10-25 02:10:00 \+01:00\)/);
    assert.match(markdown, /- Created: 2026-10-25 00:00:00 \+02:00\n/);
    const html = joined(htmlPieces(exported(run)));
    assert.match(html, /2026-10-25 02:30:00 \+02:00/);
    assert.match(html, /2026-10-25 02:10:00 \+01:00/);
  });

  it('leave a day without a time the day it is, and what is no date as it was sent', () => {
    process.env['TZ'] = 'America/New_York';
    const run = makeRun({
      createdAt: momentOf('2026-11-01'),
      startedAt: momentOf(12.5),
      completedAt: momentOf('0001-01-01T00:00:00Z'),
      turns: [makeTurn('a', { createdAt: momentOf('2026-11-02') })],
    });
    const markdown = markdownOf(run);
    assert.match(markdown, /- Created: 2026-11-01\n- Started: 12\\?\.5\n/);
    assert.match(markdown, /### Turn 1 \(2026-11-02\)/);
    assert.doesNotMatch(markdown, /Completed/);
    assert.match(joined(htmlPieces(exported(run))), />2026-11-02</);
    const [head = '', row = ''] = joined(csvPieces(exported(run)))
      .trim()
      .split('\r\n');
    const cells = row.split(',');
    const cell = (column: string) => cells[head.split(',').indexOf(column)];
    assert.deepEqual(['created', 'started', 'completed'].map(cell), ['2026-11-01', '12.5', '']);
  });

  it('west of UTC and by half hours, and beyond the calendar', () => {
    process.env['TZ'] = 'America/St_Johns';
    assert.equal(zonedDate(Date.parse('2026-01-01T12:00:00Z')), '2026-01-01 08:30:00 -03:30');
    process.env['TZ'] = 'UTC';
    assert.equal(zonedDate(Date.parse('2026-01-01T12:00:00Z')), '2026-01-01 12:00:00 +00:00');
    assert.equal(zonedDate(1e18), 'unknown');
  });
});
