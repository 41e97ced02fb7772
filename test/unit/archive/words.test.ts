/** Words of texts and of searches, and a search with any input. */
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { migrate } from '../../../src/archive/store/migrations.ts';
import { search } from '../../../src/archive/store/search.ts';
import {
  addDocs,
  removeDocs,
  shardsOf,
  splitShards,
  type IndexedDoc,
} from '../../../src/archive/store/shards.ts';
import { inTransaction } from '../../../src/archive/store/sqlite.ts';
import { matchOf, termsOf } from '../../../src/archive/store/terms.ts';
import { writeRuns } from '../../../src/archive/store/writing.ts';
import { recordOf } from '../../../src/archive/record.ts';
import { indexedText, wordsOf } from '../../../src/archive/words.ts';
import type { SearchAnswer, SearchFilters, SearchQuery } from '../../../src/archive/archive.ts';
import { saidRun } from './support.ts';

test('what a word is', () => {
  const words = (text: string) => wordsOf(text).map(({ word }) => word);
  assert.deepEqual(words('Don’t PANIC, e-mail: 42!'), ['don', 't', 'panic', 'e', 'mail', '42']);
  assert.deepEqual(words('Café cafe\u0301 ÅNGSTRÖM'), ['cafe', 'cafe', 'angstrom']);
  assert.deepEqual(words('注文は"明日"'), ['注', '文', 'は', '明', '日']);
  assert.deepEqual(words('ok 😀👍 fine'), ['ok', '😀', '👍', 'fine']);
  assert.deepEqual(words('\ue000tag \ue001 \0 \ud800 x'), ['tag', 'x']);
  assert.deepEqual(words('İstanbul ﬁne ＡＢＣ'), ['istanbul', 'fine', 'abc']);
  assert.deepEqual(words('किताब कताब தமிழ் ที่ ที'), ['किताब', 'कताब', 'தமிழ்', 'ที่', 'ที']);
  assert.deepEqual(words('がか ﾊﾞｽ ΟΔΟΣ οδος'), ['が', 'か', 'バ', 'ス', 'οδοσ', 'οδοσ']);
  assert.deepEqual(words('мой мои ёлка ў'), ['мой', 'мои', 'елка', 'ў']);
  assert.deepEqual(words('١٢ ۱۲ १२ علی على كتـاب کتاب'), ['12', '12', '12', 'علي', 'علي', 'كتاب', 'كتاب']);
  assert.deepEqual(words('ex\u00adam\u200dple می\u200cخواهم'), ['example', 'ميخواهم']);
  assert.deepEqual(words('Hawaiʻi п\u02bcять שָׁלוֹם'), ['hawai', 'i', 'п', 'ять', 'שלום']);
  assert.deepEqual(words('Straße ẞ Łódź Ørsted Đồng ışık Ægir œuvre Þór Ħal Ǿ'), [
    ...['strasse', 'ss', 'lodz', 'orsted', 'dong', 'isik', 'aegir', 'oeuvre', 'thor', 'hal', 'o'],
  ]);
  for (const text of [
    '한국어',
    '각 값',
    'が゙ば',
    'Đồng ốc',
    'Å\u0301 e\u0323\u0302',
    'ไทยนี้',
    'ဦး',
    'क़ को',
    '\uac00\u11a8\u11a8',
  ])
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const)
      assert.deepEqual(words(text.normalize(form)), words(text.normalize('NFC')), `${text} as ${form}`);
  assert.equal(words('한국어').length, 3);
  assert.equal(words('x'.repeat(1000))[0], 'x'.repeat(64));
  assert.equal(words('é'.repeat(1000))[0], 'e'.repeat(64));
  assert.deepEqual(wordsOf('a Bc'), [
    { word: 'a', start: 0, end: 1 },
    { word: 'bc', start: 2, end: 4 },
  ]);
  for (const text of ['Plain text, here', 'Café here', `${'y'.repeat(99)} z`])
    assert.equal(indexedText(text).trim(), words(text).join(' '));
});

test('what was typed', () => {
  const terms = (text: string) => termsOf(text).terms.map(matchOf);
  assert.deepEqual(terms('order Status'), ['"order"', '"status"']);
  assert.deepEqual(terms('"order status" now'), ['"order status"', '"now"']);
  assert.deepEqual(terms('canc* "my ord*" "a b"*'), ['"canc" *', '"my ord" *', '"a b" *']);
  assert.deepEqual(terms("don't order-17"), ['"don t"', '"order 17"']);
  assert.deepEqual(terms('NEAR(a b) OR NOT x:y ^z + {c} - "'), [
    ...['"near a"', '"b"', '"or"', '"not"', '"x y"', '"z"', '"c"'],
  ]);
  assert.deepEqual(terms('* ** "" " ?!'), []);
  assert.deepEqual(terms('same SAME'), ['"same"']);
});

test('who pastes a page is searching with its first 32 words, and hears so', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`);
  const read = (text: string) => {
    const { terms, cut } = termsOf(text);
    return [terms.flatMap(({ words }) => words).length, cut];
  };
  assert.deepEqual(read('w '.repeat(100) + many(31).join(' ')), [32, false]);
  assert.deepEqual(read(many(32).join(' ')), [32, false]);
  assert.deepEqual(read(many(33).join(' ')), [32, true]);
  assert.deepEqual(read(`"${many(33).join(' ')}"`), [32, true]);
  assert.deepEqual(read(`"${many(20).join(' ')}" "${many(21).join(' ')}"`), [32, true]);
  assert.deepEqual(read(`${many(32).join(' ')} W0 ?!`), [32, false]);
  assert.deepEqual(read('注'.repeat(40)), [32, true]);
  const database = memoryArchive();
  const firstWords = (text: string, error?: string) =>
    answer(database, { text, filters: { error }, limit: 1 }).firstWords;
  assert.equal(firstWords(many(33).join(' ')), 32);
  assert.equal(firstWords(many(32).join(' ')), undefined);
  assert.equal(firstWords('', many(33).join(' ')), 32);
});

/** A database with some runs, in memory. */
function memoryArchive(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  const texts = [
    'The order is late.',
    'café 😀 注文 "quoted" a*b',
    "it's NEAR(the AND) station",
    'NULL \0 NUL',
  ];
  const records = texts.map((text, i) => recordOf(saidRun(`r${i}`, [text], { minute: i }), ['Shop'], i));
  inTransaction(database, () => writeRuns(database, records));
  return database;
}

function answer(database: DatabaseSync, query: SearchQuery): SearchAnswer {
  const steps = search(database, query);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test('no input breaks a search', () => {
  const database = memoryArchive();
  let state = 20261122;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const pieces = [
    ...[
      '"',
      '""',
      '*',
      '(',
      ')',
      ':',
      '^',
      '+',
      '-',
      '{',
      '}',
      "'",
      ';',
      '--',
      '\\',
      '%',
      '_',
      '?',
      '\0',
      '\n',
    ],
    ...[
      'AND',
      'OR',
      'NOT',
      'NEAR',
      'NEAR(a b, 3)',
      'text:',
      'error :',
      '{text error}:',
      'rowid',
      'words_1',
      'DROP',
    ],
    ...[
      '\ud800',
      '\udc00',
      '\ue000',
      '\ue001',
      '\ufffe',
      '\u202e',
      '\u0301',
      '😀',
      '👩‍👩‍👧',
      '注文',
      'ไทย',
      'ß',
      'İ',
      'order',
      'a',
    ],
    ...['x'.repeat(300), '$1', '@p', '0', '1e400', '&', '|', '~', '#', '<b>', ' ', '\u00a0', '\u2028'],
  ];
  const hostile = () =>
    Array.from({ length: 1 + random(12) }, () => pieces[random(pieces.length)]).join(random(2) ? ' ' : '');
  for (let i = 0; i < 4000; i++) {
    const text = hostile();
    const filters: SearchFilters =
      i % 4 === 0
        ? {
            error: hostile(),
            unmet: [[hostile(), hostile()], [hostile()]],
            facts: { [hostile()]: [hostile(), hostile()] },
            connection: hostile(),
            path: [hostile()],
          }
        : {};
    const { hits } = answer(database, { text, filters, limit: 10 });
    for (const { match } of hits)
      for (const [start, end] of match?.marks ?? [])
        assert.ok(start < end && end <= (match?.excerpt.length ?? 0), text);
  }
  for (const long of [
    'order '.repeat(20_000),
    '"'.repeat(100_000),
    'é"*'.repeat(40_000),
    'x'.repeat(100_000),
    '注'.repeat(100_000),
  ])
    assert.ok(answer(database, { text: long, filters: { error: long }, limit: 10 }).hits.length >= 0);
  for (const limit of [NaN, -1, Infinity, 1e9, 0.5])
    assert.ok(answer(database, { text: 'order', filters: {}, limit }).hits.length <= 1);
  for (const time of [NaN, Infinity, -Infinity, 1e300, -1])
    assert.ok(answer(database, { text: '', filters: { from: time, to: time }, limit: 9 }).hits.length <= 4);
  assert.deepEqual(
    answer(database, { text: 'order', filters: {}, limit: 9 }).hits.map(({ ref }) => ref.run),
    ['r0'],
  );
});

test('what is found is what a plain look at the texts finds', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const vocabulary = ['order', 'ordered', 'late', 'café', 'refund', 'ref', 'is', 'the', 'Straße', '注文'];
  const texts = Array.from({ length: 120 }, () =>
    Array.from({ length: 1 + random(6) }, () => vocabulary[random(vocabulary.length)]).join(' '),
  );
  const records = texts.map((text, i) => recordOf(saidRun(`q${i}`, [text], { minute: i }), [], i));
  inTransaction(database, () => writeRuns(database, records));
  const plain = (text: string) => ` ${text.replaceAll('é', 'e').replaceAll('注文', '注 文').toLowerCase()} `;
  for (let i = 0; i < 300; i++) {
    const [a = '', b = ''] = [vocabulary[random(10)], vocabulary[random(10)]];
    const [text, expected] = [
      [`${a} ${b}`, (said: string) => said.includes(plain(a)) && said.includes(plain(b))] as const,
      [`"${a} ${b}"`, (said: string) => said.includes(plain(`${a} ${b}`))] as const,
      [`${a.slice(0, 2)}*`, (said: string) => said.includes(plain(a.slice(0, 2)).trimEnd())] as const,
    ][i % 3]!;
    const { hits } = answer(database, { text, filters: {}, limit: 500 });
    const wanted = texts.flatMap((said, at) => (expected(plain(said)) ? [`q${at}`] : []));
    assert.deepEqual(
      hits.map(({ ref }) => ref.run),
      wanted.toReversed(),
      text,
    );
    assert.ok(
      hits.every(({ match }) => match?.where === 'turn' && match.marks.length > 0),
      text,
    );
  }
});

test('the index stays in portions, however the runs come', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  database.exec("INSERT INTO place (id, key, connection, trail) VALUES (1, '[]', 'c', '[]')");
  const size = 10;
  const doc = (id: number): IndexedDoc => ({ id, text: `number n${id}`, error: '' });
  const add = (ids: readonly number[]) =>
    inTransaction(database, () => {
      for (const id of ids)
        database
          .prepare(
            `INSERT INTO run (id, connection, key, place, provider, title, outcome, seen_at, turns, hash)
             VALUES (?, 'c', ?, 1, '""', '""', 'passed', 0, 0, x'')`,
          )
          .run(id, String(id));
      addDocs(database, ids.map(doc), size);
    });
  const from = (first: number, count: number, step: number) =>
    Array.from({ length: count }, (_, i) => first + i * step);
  const check = (ids: readonly number[]) => {
    const shards = shardsOf(database);
    assert.equal(
      shards.reduce((sum, { docs }) => sum + docs, 0),
      ids.length,
    );
    const at = shards.map((shard, i) => ({ ...shard, to: shards[i - 1]?.low ?? Infinity }));
    for (const id of ids) {
      const shard = at.find(({ low, to }) => id >= low && id < to);
      assert.ok(shard, `nowhere: ${id}`);
      const row = database
        .prepare(`SELECT rowid AS id FROM words_${shard.no} WHERE words_${shard.no} MATCH ?`)
        .get(`n${id}`);
      assert.equal(row?.['id'], id);
    }
    return shards.map(({ docs }) => docs);
  };
  const newest = from(10_000, 35, 10);
  for (let i = 0; i < newest.length; i += 5) add(newest.slice(i, i + 5));
  assert.deepEqual(check(newest), [5, 10, 10, 10]);
  const older = from(5_000, 20, 10);
  add(older.slice(10));
  add(older.slice(0, 10));
  assert.deepEqual(check([...newest, ...older]), [5, 10, 10, 10, 10, 10]);
  const between = from(10_001, 300, 1).filter((id) => !newest.includes(id));
  for (let i = 0; i < between.length; i += 30) add(between.slice(i, i + 30));
  const splitting = splitShards(database, doc, size);
  while (!splitting.next().done) check([...newest, ...older, ...between]);
  const sizes = check([...newest, ...older, ...between]);
  assert.ok(Math.max(...sizes) <= size * 2, sizes.join(' '));
  inTransaction(database, () => removeDocs(database, older));
  database.exec('DELETE FROM run WHERE id < 10000');
  check([...newest, ...between]);
  assert.equal(shardsOf(database).at(-1)?.low, 0, 'the lowest takes what is older still');
  inTransaction(database, () => removeDocs(database, [...newest, ...between]));
  assert.deepEqual(shardsOf(database), []);
});
