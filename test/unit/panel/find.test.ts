import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotRun, type TimeLimit } from '../../../src/core/kit/timeLimit.ts';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { FindQuery } from '../../../src/panel/run/protocol.ts';
import { find as findIn, type Findings } from '../../../src/panel/run/find.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { partText } from '../../../src/panel/run/parts.ts';
import { makeCriterion, makeRun, makeTurn, makeTurns } from '../../webview/support/runs.ts';

const find = (run: Run, asked: FindQuery, limitMs?: number) =>
  findIn(run, asked, { withinTime, ...(limitMs && { limitMs }) });

const run = makeRun({
  summary: 'A parcel was lost.',
  error: { message: 'Parcel service down', technicalDetails: { parcel: 1 } },
  criteria: [makeCriterion('Parcel found', { text: 'finds the parcel', reason: 'no parcel' })],
  turns: [
    makeTurn('Where is my parcel?'),
    makeTurn('parcels, parcel-like', { data: { id: 'parcel' }, extra: ['parcel'] }),
    makeTurn(undefined),
    makeTurn('a.c abc İstanbul x😀y'),
  ],
});

function query(text: string, options: Partial<FindQuery> = {}): FindQuery {
  return { text, matchCase: false, wholeWord: false, regex: false, ...options };
}

/** The found words with their places, as text: one line for each part. */
function places({ hits }: Findings): string[] {
  const lines = new Map<string, string[]>();
  for (const { of, at } of hits) {
    for (let i = 0; i < at.length; i += 3) {
      const index = at[i] ?? -1;
      const key = `${of} ${index}`;
      lines.set(key, [
        ...(lines.get(key) ?? []),
        (partText(run, { of, index }) ?? '').slice(at[i + 1], at[i + 2]),
      ]);
    }
  }
  return [...lines].map(([key, found]) => `${key}: ${found.join(', ')}`);
}

describe('find', () => {
  it('looks into everything that the panel can show, in reading order', () => {
    const found = find(run, query('parcel'));
    assert.equal(found.total, 11);
    assert.deepEqual(places(found), [
      'summary 0: parcel',
      'errorMessage 0: Parcel',
      'technicalDetails 0: parcel',
      'criterionName 0: Parcel',
      'criterionText 0: parcel',
      'criterionReason 0: parcel',
      'turnText 0: parcel',
      'turnText 1: parcel, parcel',
      'turnData 1: parcel',
      'turnExtra 1: parcel',
    ]);
  });

  it('matches case and whole words when asked to', () => {
    assert.deepEqual(places(find(run, query('Parcel', { matchCase: true }))), [
      'errorMessage 0: Parcel',
      'criterionName 0: Parcel',
    ]);
    assert.ok(places(find(run, query('parcel', { wholeWord: true }))).includes('turnText 1: parcel'));
    assert.deepEqual(places(find(run, query('stanbul', { wholeWord: true }))), []);
  });

  it('takes plain text literally and a regular expression as such', () => {
    assert.deepEqual(places(find(run, query('a.c'))), ['turnText 3: a.c']);
    assert.deepEqual(places(find(run, query('\\ba.c\\b', { regex: true }))), ['turnText 3: a.c, abc']);
    for (const text of ['^', '(', '[', 'a-z', '\\', '/', '}', '$&', '|']) {
      assert.equal(find(run, query(text)).error, undefined, text);
    }
  });

  it('gives offsets of the original text, whatever case folding does to its length', () => {
    const [hit] = find(run, query('x😀')).hits;
    assert.equal(partText(run, { of: 'turnText', index: 3 })?.slice(hit?.at[1], hit?.at[2]), 'x😀');
  });

  describe('reads as people do', () => {
    const rangesIn = (text: string, wanted: string, options: Partial<FindQuery> = {}) => {
      const { hits } = find(makeRun({ turns: [makeTurn(text)] }), query(wanted, options));
      const at = hits.find(({ of }) => of === 'turnText')?.at ?? [];
      return at.flatMap((_, i) => (i % 3 === 1 ? [[at[i] ?? 0, at[i + 1] ?? 0] as const] : []));
    };
    const found = (text: string, wanted: string, options: Partial<FindQuery> = {}) =>
      rangesIn(text, wanted, options).map(([start, end]) => text.slice(start, end));

    it('spaces, quotes and hyphens of any kind, in both directions', () => {
      assert.deepEqual(found('costs 10\u00a0000 €', '10 000'), ['10\u00a0000']);
      assert.deepEqual(found('costs 10\u202f000 €', '10 000'), ['10\u202f000']);
      assert.deepEqual(found('I don’t know', "don't"), ['don’t']);
      assert.deepEqual(found("I don't know", 'don’t'), ["don't"]);
      assert.deepEqual(found('he said “yes”', '"yes"'), ['“yes”']);
      assert.deepEqual(found('„ja“ und «oui»', '"'), ['„', '“', '«', '»']);
      assert.deepEqual(found('an e\u2011mail – now', 'e-mail - now'), ['e\u2011mail – now']);
    });

    it('letters in any form of Unicode', () => {
      const [nfc, nfd] = ['café'.normalize('NFC'), 'café'.normalize('NFD')];
      for (const options of [{}, { matchCase: true }]) {
        assert.deepEqual(found(`the ${nfd} there`, nfc, options), [nfd]);
        assert.deepEqual(found(`the ${nfc} there`, nfd, options), [nfc]);
        assert.deepEqual(found('한국어'.normalize('NFD'), '국', options), ['국'.normalize('NFD')]);
      }
    });

    it('letters as they are typed, unless case matters', () => {
      assert.deepEqual(found('Die Straße in Łódź', 'strasse'), ['Straße']);
      assert.deepEqual(found('Die STRASSE', 'straße'), ['STRASSE']);
      assert.deepEqual(found('Die Straße in Łódź', 'lodz'), ['Łódź']);
      assert.deepEqual(found('a ﬁne Ørsted ışık', 'fine orsted isik'), ['ﬁne Ørsted ışık']);
      assert.deepEqual(found('Café cafe CAFÉ', 'cafe'), ['Café', 'cafe', 'CAFÉ']);
      assert.deepEqual(found('Café cafe CAFÉ', 'cafe', { matchCase: true }), ['cafe']);
      assert.deepEqual(found('Maß', 's'), ['ß']);
      assert.deepEqual(found('Maß', 's', { matchCase: true }), []);
    });

    it('no other word where a vowel sign or a voiced sound is all the difference', () => {
      assert.deepEqual(found('किताब कताब', 'कताब'), ['कताब']);
      assert.deepEqual(found('ที่ ที', 'ที '), []);
      assert.deepEqual(found('がか', 'か'), ['か']);
      assert.deepEqual(found('ﾊﾞｽ', 'バス'), ['ﾊﾞｽ']);
    });

    it('over what has no look, with marks that hold it', () => {
      assert.deepEqual(found('an ex\u00adam\u200bple.', 'example'), ['ex\u00adam\u200bple']);
      assert.deepEqual(found('a\u200bb', '\u200b'), ['\u200b']);
    });

    it('whole words by their letters', () => {
      assert.deepEqual(found('cafés café', 'cafe', { wholeWord: true }), ['café']);
    });

    it('marks the right places behind letters that were shorter or longer', () => {
      const text = `${'ß ﬃ e\u0301 \u00ad'.repeat(50)}here ß there`;
      assert.deepEqual(rangesIn(text, 'here'), [
        [400, 404],
        [408, 412],
      ]);
    });
  });

  it('says that an expression is not valid', () => {
    assert.deepEqual(find(run, query('(', { regex: true })), {
      total: 0,
      hits: [],
      error: 'This is not a valid regular expression.',
    });
  });

  it('ends an expression that would run for ever', () => {
    const slow = makeRun({ turns: [makeTurn('a'.repeat(40))] });
    const started = performance.now();
    const found = find(slow, query('(a+)+$b', { regex: true }), 100);
    assert.equal(found.error, 'This regular expression takes too long on this run.');
    assert.ok(performance.now() - started < 2000);
  });

  it('says of an expression that a host does not run, since nothing could stop it, that it is not run', () => {
    const notRun: TimeLimit = () => {
      throw new NotRun();
    };
    const found = findIn(run, query('(a+)+$', { regex: true }), { withinTime: notRun });
    assert.deepEqual(found, {
      total: 0,
      hits: [],
      error:
        'Not run: in a browser nothing can stop a regular expression like this one. VS Code on the desktop runs it.',
    });
  });

  it('shows a host the whole expression, with the ends of words around it', () => {
    const seen: string[] = [];
    const watched: TimeLimit = (_ms, pattern, work) => {
      seen.push(pattern);
      return work();
    };
    findIn(run, query('a+', { regex: true, wholeWord: true }), { withinTime: watched });
    findIn(run, query('a+', { regex: true }), { withinTime: watched });
    assert.deepEqual(seen, ['(?<![\\p{L}\\p{N}_])(?:a+)(?![\\p{L}\\p{N}_])', 'a+']);
  });

  it('ends expressions that match nothing at all', () => {
    assert.equal(find(run, query('x*', { regex: true })).total, 1);
  });

  it('counts all matches, and sends no more than a message can hold', () => {
    const many = makeRun({ turns: makeTurns(10_000, 500) });
    const found = find(many, query('order'));
    assert.equal(found.total, 70_000);
    const ranges = found.hits.reduce((sum, hit) => sum + hit.at.length / 3, 0);
    assert.equal(ranges, 4000);
    const scattered = find(makeRun({ turns: makeTurns(10_000, 60) }), query('order'));
    assert.ok(JSON.stringify(scattered).length < 256 * 1024, `${JSON.stringify(scattered).length}`);
  });
});
