/** What a search finds, in which order, where, and what it marks. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Archive, SearchFilters, SearchHit } from '../../../src/archive/archive.ts';
import { recordOf } from '../../../src/archive/record.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { given, makeCriterion, makeTurn } from '../../webview/support/runs.ts';
import { collectionAt } from '../core/support.ts';
import { batch, found, openRig, openSession, saidRun, temporaryFolder, trail } from './support.ts';

async function archiveOf(context: TestContext, runs: readonly Run[]): Promise<Archive> {
  const { archive } = openRig(context);
  archive.keep(runs, trail);
  await archive.flush();
  return archive;
}

async function firstHit(archive: Archive, text: string, filters: SearchFilters = {}): Promise<SearchHit> {
  const { hits } = await archive.search({ text, filters, limit: 1 }, new AbortController().signal);
  assert.ok(hits[0], `nothing has ${text}`);
  return hits[0];
}

/** The excerpt with its marks in brackets. */
function marked({ match }: SearchHit): string {
  let text = match?.excerpt ?? '';
  for (const [start, end] of (match?.marks ?? []).toReversed())
    text = `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`;
  return text;
}

test('all words must occur, in any order, case and accents', async (context) => {
  const archive = await archiveOf(context, [
    saidRun('a', ['Where is my order?', 'The café is open.'], { minute: 1 }),
    saidRun('b', ['I ordered a coffee.'], { minute: 2 }),
    saidRun('c', ['ORDER NUMBER 17 is late; Straße, CAFE\u0301'], { minute: 3 }),
  ]);
  assert.deepEqual(await found(archive, 'order'), ['c', 'a']);
  assert.deepEqual(await found(archive, 'Order cafe'), ['c', 'a']);
  assert.deepEqual(await found(archive, 'CAFÉ late'), ['c']);
  assert.deepEqual(await found(archive, 'order coffee'), []);
  assert.deepEqual(await found(archive, ''), ['c', 'b', 'a']);
  assert.deepEqual(await found(archive, '  \n '), ['c', 'b', 'a']);
  assert.deepEqual(await found(archive, '?!'), []);
});

test('phrases keep to one turn; a word that begins', async (context) => {
  const archive = await archiveOf(context, [
    saidRun('a', ['cancel the order', 'now please'], { minute: 1 }),
    saidRun('b', ['the order to cancel'], { minute: 2 }),
    saidRun('c', ['cancellation of e-mail@example.com'], { minute: 3 }),
  ]);
  assert.deepEqual(await found(archive, '"the order"'), ['b', 'a']);
  assert.deepEqual(await found(archive, '"cancel the order"'), ['a']);
  assert.deepEqual(await found(archive, '"order now"'), []);
  assert.deepEqual(await found(archive, 'cancel*'), ['c', 'b', 'a']);
  assert.deepEqual(await found(archive, 'c*'), ['c', 'b', 'a']);
  assert.deepEqual(await found(archive, '"the ord*"'), ['b', 'a']);
  assert.deepEqual(await found(archive, '"to can"*'), ['b']);
  assert.deepEqual(await found(archive, 'cancel'), ['b', 'a']);
  assert.deepEqual(await found(archive, 'e-mail@example.com'), ['c']);
  assert.deepEqual(await found(archive, 'mail@e'), []);
  assert.deepEqual(await found(archive, '"the order'), ['b', 'a']);
});

test('letters in any form of Unicode, and letters as people type them without having them', async (context) => {
  const archive = await archiveOf(context, [
    saidRun('a', ['Die Straße nach Łódź, sagt Ørsted, Đồng ışık'], { minute: 1 }),
    saidRun('b', ['한국어로 말해요'.normalize('NFD')], { minute: 2 }),
    saidRun('c', ['한국어로 말해요', 'strasse'], { minute: 3 }),
  ]);
  for (const text of [
    'Strasse Lodz',
    'straße ŁÓDŹ',
    'orsted',
    'ørsted',
    '"dong isik"',
    'stras* lodz',
    'STRASSE ORSTED',
  ])
    assert.deepEqual((await found(archive, text)).includes('a'), true, text);
  assert.deepEqual(await found(archive, 'straße'), ['c', 'a']);
  for (const form of ['NFC', 'NFD'] as const)
    assert.deepEqual(await found(archive, '한국어'.normalize(form)), ['c', 'b'], form);
  assert.equal(
    marked(await firstHit(archive, 'strasse orsted', { to: Date.UTC(2026, 10, 1, 0, 1) })),
    'Die [Straße] nach Łódź, sagt [Ørsted], Đồng ışık',
  );
  assert.equal(
    marked(await firstHit(archive, '한국어', { to: Date.UTC(2026, 10, 1, 0, 2) })),
    `[${'한'.normalize('NFD')}${'국'.normalize('NFD')}${'어'.normalize('NFD')}]${'로 말해요'.normalize('NFD')}`,
  );
});

test('an archive whose words were made another way is indexed anew', async (context) => {
  const folder = temporaryFolder(context);
  const first = openSession(context, { folder });
  first.keep(Array.from({ length: 40 }, (_, i) => saidRun(`r${i}`, [`Straße ${i}`], { minute: i })));
  first.session.close();
  // As the version before had it: other words, under its number.
  const database = new DatabaseSync(join(folder, 'archive.db'));
  for (const { id } of database.prepare('SELECT id FROM run').all()) {
    database.prepare('DELETE FROM words_1 WHERE rowid = ?').run(Number(id));
    database.prepare("INSERT INTO words_1 (rowid, text, error) VALUES (?, 'straße', '')").run(Number(id));
  }
  database.exec('UPDATE run SET indexed = 1');
  database.close();
  const { find, maintain, session, reasons } = openSession(context, { folder });
  assert.deepEqual(await find('strasse'), []);
  maintain();
  assert.equal((await find('strasse')).length, 40);
  assert.deepEqual(await find('"strasse 7"'), ['r7']);
  assert.deepEqual([session.status().runs, reasons()], [40, []]);
});

test('scripts without spaces, and emoji', async (context) => {
  const archive = await archiveOf(context, [
    saidRun('a', ['ご注文の商品は明日届きます 😀'], { minute: 1 }),
    saidRun('b', ['您的订单已取消'], { minute: 2 }),
    saidRun('c', ['주문이 취소되었습니다'], { minute: 3 }),
    saidRun('d', ['Привет, ЗАКАЗ отменён'], { minute: 4 }),
  ]);
  assert.deepEqual(await found(archive, '注文'), ['a']);
  assert.deepEqual(await found(archive, '订单'), ['b']);
  assert.deepEqual(await found(archive, '취소'), ['c']);
  assert.deepEqual(await found(archive, 'заказ отменен'), ['d']);
  assert.deepEqual(await found(archive, '😀'), ['a']);
  assert.equal(marked(await firstHit(archive, '订单')), '您的[订单]已取消');
});

test('a hit is the run, with the turn that has most of the words', async (context) => {
  const archive = await archiveOf(context, [
    saidRun('a', ['I want a refund.', 'Which order?', 'A refund for my order, please.'], {
      verdict: 'failed',
    }),
  ]);
  const hit = await firstHit(archive, 'order refund');
  assert.deepEqual(hit, {
    ref: { ...batch, run: 'a' },
    provider: 'cognigy',
    title: 'Run a',
    trail,
    nouns: [undefined, undefined, undefined],
    outcome: 'failed',
    at: Date.UTC(2026, 10, 1),
    gone: undefined,
    match: {
      where: 'turn',
      criterion: undefined,
      found: 'refund',
      turn: 2,
      excerpt: 'A refund for my order, please.',
      within: { text: 'A refund for my order, please.', start: 0, end: 30 },
      marks: [
        [2, 8],
        [16, 21],
      ],
    },
  });
  assert.equal((await firstHit(archive, 'refund')).match?.turn, 0);
  assert.equal((await firstHit(archive, '')).match, undefined);
});

test('an excerpt is one line around the match, at most 200 characters, and never half an emoji', async (context) => {
  const before = '😀😁 and so on\n'.repeat(60);
  const archive = await archiveOf(context, [saidRun('a', [`${before}the needle is here${before}`])]);
  const { match } = await firstHit(archive, 'needle');
  assert.ok(match && match.excerpt.length <= 200);
  assert.match(match.excerpt, /^….*the needle is here.*…$/);
  assert.doesNotMatch(match.excerpt, /\n/);
  assert.ok(match.excerpt.isWellFormed());
  assert.deepEqual(
    match.marks.map(([start, end]) => match.excerpt.slice(start, end)),
    ['needle'],
  );
});

test('what stands around an excerpt ends with whole words, so that no secret is cut in two there', async (context) => {
  const token = `eyJ${'a1'.repeat(600)}`;
  const filler = 'and so on '.repeat(25);
  const archive = await archiveOf(context, [
    saidRun('a', [`${token} the needle is here ${filler}${token} end`]),
  ]);
  const { match } = await firstHit(archive, 'needle');
  const { text = '', start = 0, end = 0 } = match?.within ?? {};
  assert.ok(text.startsWith('eyJa1a1'), text.slice(0, 20));
  assert.ok(text.endsWith('a1a1'), text.slice(-20));
  assert.equal(match?.excerpt, `…${text.slice(start, end)}…`);
});

test('words outside the turns: criteria, error, summary, title, data, id', async (context) => {
  const run = saidRun('6f1c2d', ['Hello.'], {
    title: 'Nightly seven',
    summary: 'The agent apologised twice.',
    error: { message: 'Endpoint unreachable', technicalDetails: { code: 'ECONNREFUSED' } },
    criteria: [makeCriterion('Order Located', { text: 'finds it', reason: 'never looked it up' })],
  });
  const turns = [makeTurn('Hello.'), makeTurn(undefined, { data: { cards: [{ label: 'Espresso' }] } })];
  const archive = await archiveOf(context, [{ ...run, turns }]);
  const wheres = async (text: string) => {
    const { match } = await firstHit(archive, text);
    return [match?.where, match?.turn];
  };
  assert.deepEqual(await wheres('located looked'), ['criterion', undefined]);
  assert.deepEqual(await wheres('unreachable'), ['error', undefined]);
  assert.deepEqual(await wheres('econnrefused'), ['error', undefined]);
  assert.deepEqual(await wheres('apologised'), ['summary', undefined]);
  assert.deepEqual(await wheres('seven'), ['title', undefined]);
  assert.deepEqual(await wheres('6f1c2d'), ['title', undefined]);
  assert.deepEqual(await wheres('espresso'), ['turn', 1]);
  assert.deepEqual(await wheres('hello unreachable'), ['turn', 0]);
});

test('filters: each one, and all together', async (context) => {
  const unmet = (name: string) => [makeCriterion(name, { met: 'notMet' }), makeCriterion('Polite')];
  const at = (connection: string, ...path: string[]) => ({ connection, path });
  const runs = [
    saidRun('a', ['word'], { minute: 1, verdict: 'failed', criteria: unmet('Located') }),
    saidRun('b', ['word'], { minute: 2, verdict: 'passed', facts: given({ model: 'gpt-4' }) }),
    saidRun('c', ['word'], { minute: 3, error: { message: 'Time out', technicalDetails: undefined } }),
    saidRun('d', ['word'], {
      minute: 4,
      ref: { ...at('shop', 'scenario:t'), run: 'd' },
      facts: given({ model: 'gpt' }),
    }),
    saidRun('e', ['word'], {
      ref: { ...at('bank', 'x'), run: 'e' },
      provider: 'other',
      createdAt: undefined,
    }),
  ];
  const archive = await archiveOf(context, runs);
  const minute = (n: number) => Date.UTC(2026, 10, 1) + n * 60_000;
  const cases: readonly (readonly [SearchFilters, string])[] = [
    [{}, 'e d c b a'],
    [{ providers: ['cognigy'] }, 'd c b a'],
    [{ connection: 'bank' }, 'e'],
    [{ connection: 'shop', path: ['scenario:s'] }, 'c b a'],
    [{ connection: 'shop', path: ['scenario:t'] }, 'd'],
    [{ connection: 'shop', path: ['scenario'] }, ''],
    [{ outcomes: ['failed', 'errored'] }, 'c a'],
    [{ outcomes: [] }, 'e d c b a'],
    [{ from: minute(2), to: minute(3) }, 'c b'],
    [{ from: minute(4) }, 'd'],
    [{ to: minute(1) }, 'a'],
    [{ unmet: [['Located']] }, 'a'],
    [{ unmet: [['Polite']] }, ''],
    [{ unmet: [['Polite', 'Located']] }, 'a'],
    [{ unmet: [['Polite'], ['Located']] }, ''],
    [{ providers: ['cognigy', 'other'] }, 'e d c b a'],
    [{ error: 'time' }, 'c'],
    [{ error: 'out ti*' }, 'c'],
    [{ error: 'word' }, ''],
    [{ facts: { model: ['gpt'] } }, 'd'],
    [
      {
        providers: ['cognigy'],
        connection: 'shop',
        outcomes: ['passed'],
        from: minute(2),
        facts: { model: ['gpt-4'] },
      },
      'b',
    ],
    [
      {
        providers: ['cognigy'],
        connection: 'shop',
        outcomes: ['passed'],
        from: minute(3),
        facts: { model: ['gpt-4'] },
      },
      '',
    ],
  ];
  for (const [filters, expected] of cases)
    for (const text of ['word', ''])
      assert.equal((await found(archive, text, filters)).join(' '), expected, JSON.stringify(filters));
  assert.equal((await firstHit(archive, '', { error: 'time' })).match?.where, 'error');
});

test('a limit leaves out the oldest, and says so', async (context) => {
  const runs = Array.from({ length: 30 }, (_, i) => saidRun(`r${i}`, ['same words'], { minute: i }));
  const archive = await archiveOf(context, runs);
  const ask = (limit: number) =>
    archive.search({ text: 'same', filters: {}, limit }, new AbortController().signal);
  const few = await ask(3);
  assert.deepEqual([few.hits.map(({ ref }) => ref.run), few.more], [['r29', 'r28', 'r27'], true]);
  const all = await ask(30);
  assert.deepEqual([all.hits.length, all.more], [30, false]);
  assert.deepEqual((await ask(0)).hits, []);
});

test('a changed run is found by its new words alone, and in a new place at once', async (context) => {
  const archive = await archiveOf(context, [saidRun('a', ['before'])]);
  archive.keep([saidRun('a', ['after'], { minute: 100 })], trail);
  await archive.flush();
  assert.deepEqual(await found(archive, 'before'), []);
  assert.deepEqual(await found(archive, 'after'), ['a']);
  const place = { connection: 'shop', path: ['environment:e'] };
  archive.keep([saidRun('a', ['after'], { minute: 100, ref: { ...place, run: 'a' } })], ['Shop', 'Staging']);
  await archive.flush();
  assert.deepEqual(await found(archive, 'after', place), ['a']);
  const hit = await firstHit(archive, 'after', place);
  assert.deepEqual([hit.ref, hit.trail], [{ ...place, run: 'a' }, ['Shop', 'Staging']]);
  assert.deepEqual(await found(archive, 'after', batch), ['a']);
});

test('choices for filters, most frequent first', async (context) => {
  const failed = (name: string) => ({ criteria: [makeCriterion(name, { met: 'notMet' })] });
  const archive = await archiveOf(context, [
    saidRun('a', [], { facts: given({ model: 'small' }), ...failed('Polite') }),
    saidRun('b', [], { facts: given({ model: 'large' }), ...failed('Located') }),
    saidRun('c', [], { facts: given({ model: 'large' }), ...failed('Located') }),
    saidRun('d', [], { ref: { connection: 'bank', path: ['t'], run: 'd' }, provider: 'other' }),
  ]);
  assert.deepEqual(await archive.facets(), {
    connections: [
      { connection: 'shop', provider: 'cognigy', label: 'Shop' },
      { connection: 'bank', provider: 'other', label: 'Shop' },
    ],
    collections: [
      { place: batch, trail, runs: 3 },
      { place: { connection: 'bank', path: ['t'] }, trail, runs: 1 },
    ],
    facts: { model: ['large', 'small'] },
    unmet: ['Located', 'Polite'],
  });
});

test('a search that was ended in the middle leaves nothing behind', async (context) => {
  const { session, reasons } = openSession(context);
  const runs = Array.from({ length: 100 }, (_, i) =>
    recordOf(saidRun(`r${i}`, ['words'], { minute: i }), [], 1),
  );
  session.keep({ runs, collections: [], seen: [] });
  const query = { text: 'words', filters: {}, limit: 100 };
  for (let portions = 0; portions < 3; portions++) {
    let pauses = 0;
    const ended = await session.search(query, () => Promise.resolve(pauses++ < portions));
    assert.equal(ended, undefined);
    assert.equal(pauses, portions + 1);
  }
  assert.equal((await session.search(query, () => Promise.resolve(true)))?.hits.length, 100);
  assert.equal(session.keep({ runs: runs.slice(0, 1), collections: [], seen: [] }).kind, 'written');
  assert.deepEqual(reasons(), []);
});

test('a search that is not wanted any more ends, and the next one is answered', async (context) => {
  const runs = Array.from({ length: 50 }, (_, i) => saidRun(`r${i}`, ['some words'], { minute: i }));
  const archive = await archiveOf(context, runs);
  const controller = new AbortController();
  const searches = Array.from({ length: 20 }, () =>
    archive.search({ text: 'words', filters: {}, limit: 50 }, controller.signal),
  );
  controller.abort();
  for (const search of searches) await assert.rejects(search, { name: 'AbortError' });
  const early = archive.search({ text: 'words', filters: {}, limit: 50 }, AbortSignal.abort());
  await assert.rejects(early, { name: 'AbortError' });
  assert.equal((await found(archive, 'words')).length, 50);
});

test('what was said comes before what all runs of a simulation have alike, and more is looked at for it', async (context) => {
  const criteria = [makeCriterion('Refund offered', { text: 'offers a refund', met: 'met' })];
  const archive = await archiveOf(context, [
    saidRun('old', ['I want a refund'], { minute: 1, criteria }),
    saidRun('judged', ['Hello'], { minute: 2, criteria, summary: 'No refund was offered.' }),
    ...Array.from({ length: 60 }, (_, i) => saidRun(`new${i}`, ['Hello'], { minute: 10 + i, criteria })),
    saidRun('newest', ['My refund, please'], { minute: 99, criteria }),
  ]);
  assert.deepEqual(await found(archive, 'refund', {}, 5), ['newest', 'new59', 'new58', 'new57', 'new56']);
  assert.deepEqual((await found(archive, 'refund', {}, 40)).slice(0, 4), ['newest', 'old', 'new59', 'new58']);
  assert.deepEqual((await found(archive, 'refund')).slice(0, 2), ['newest', 'old']);
  assert.equal((await found(archive, 'refund')).length, 63);
  assert.deepEqual((await found(archive, 'refund', {}, 63)).at(-1), 'judged');
});

test('a hit says which criterion, what it found as one piece, and what its places are', async (context) => {
  const { archive } = openRig(context);
  const scenario = collectionAt(['scenario:s'], { connection: 'shop', noun: 'Scenario' });
  archive.keepCollections([scenario, { ...scenario, path: batch.path, noun: 'Simulation' }]);
  archive.keep(
    [
      saidRun('a', ['Hi', 'the order, no. 17,\nwas late. The order was late'], {
        criteria: [makeCriterion('Polite'), makeCriterion('Located', { text: 'finds the parcel' })],
        error: { message: 'Timeout of the gateway', technicalDetails: undefined },
      }),
    ],
    trail,
  );
  await archive.flush();
  const where = async (text: string) => {
    const { match, nouns } = await firstHit(archive, text);
    assert.deepEqual(nouns, [undefined, 'Scenario', 'Simulation']);
    return [match?.where, match?.turn, match?.criterion, match?.found];
  };
  assert.deepEqual(await where('order late'), ['turn', 1, undefined, 'order']);
  assert.deepEqual(await where('was late order'), ['turn', 1, undefined, 'order was late']);
  assert.deepEqual(await where('order 17 no'), ['turn', 1, undefined, 'order, no. 17']);
  assert.deepEqual(await where('late 17 was'), ['turn', 1, undefined, 'was late']);
  assert.deepEqual(await where('PARC*'), ['criterion', undefined, 1, 'parcel']);
  assert.deepEqual(await where('gateway'), ['error', undefined, undefined, 'gateway']);
});
