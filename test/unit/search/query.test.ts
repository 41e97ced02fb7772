import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facets, SearchHit } from '../../../src/archive/archive.ts';
import { facts as cognigyFacts } from '../../../src/providers/cognigy/facts.ts';
import { facts as promptingFacts } from '../../../src/providers/promptingCompany/facts.ts';
import { filterWords, placesNamed, resolveFilters } from '../../../src/services/search/filters.ts';
import { groupsOf, leftOut, merged } from '../../../src/services/search/found.ts';
import {
  filterText,
  momentOfWords,
  outcomesOf,
  parseQuery,
  withFilter,
  withoutFilter,
} from '../../../src/services/search/query.ts';

const providers = [
  { id: 'cognigy', label: 'Cognigy Simulator', facts: cognigyFacts },
  { id: 'promptingCompany', label: 'The Prompting Company', facts: promptingFacts },
];
const words = filterWords(providers);
const now = new Date(2026, 10, 22, 15, 30).getTime();
const parsed = (typed: string) => {
  const { text, filters } = parseQuery(typed, words, now);
  return [text, ...filters.map(({ key, value }) => `${key}=${value}`)];
};

test('words stay words, and filters are taken out of them', () => {
  const typed = 'refund "order number" outcome:failed model:gpt-4 criterion:"Order Located" late*';
  assert.deepEqual(parsed(typed), [
    'refund "order number" late*',
    'outcome=failed',
    'model=gpt-4',
    'criterion=Order Located',
  ]);
  assert.deepEqual(parsed('Provider:Cognigy IN:"Order status" error:timeout'), [
    '',
    'provider=Cognigy',
    'in=Order status',
    'error=timeout',
  ]);
});

test('what is no filter is searched for as it stands', () => {
  assert.deepEqual(parsed('foo:bar http://x.example/a?b=c 12:30'), ['foo:bar http://x.example/a?b=c 12:30']);
  assert.deepEqual(parsed('outcome:splendid after:soon before:2026-02-31'), [
    'outcome:splendid after:soon before:2026-02-31',
  ]);
  assert.deepEqual(parsed('"say outcome:failed"'), ['"say outcome:failed"']);
});

test('what is still being typed disturbs nobody', () => {
  assert.deepEqual(parsed('refund outcome:'), ['refund']);
  assert.deepEqual(parsed('refund in:"'), ['refund']);
  assert.deepEqual(parsed('in:"Order sta'), ['', 'in=Order sta']);
  assert.deepEqual(parsed('an "open phrase'), ['an "open phrase']);
  assert.deepEqual(parsed(''), ['']);
});

test('any input is a query', () => {
  const odd = [
    '"',
    '""',
    ':',
    '::',
    'a:b:c',
    '"""" x',
    'in:in:in',
    '\u0000',
    '\ud800',
    "' OR 1=1 --",
    'NEAR(a b)',
    '*',
    '^',
    'a"b"c',
    '$(sync)',
  ];
  for (const one of odd)
    for (const other of ['', 'in:"x', ...odd]) {
      const { text, filters } = parseQuery(one + other, words, now);
      assert.equal(typeof text, 'string');
      for (const filter of filters) assert.ok(filter.end > filter.start, one + other);
    }
  const long = 'in:"'.repeat(50_000);
  assert.ok(parseQuery(long, words, now).filters.length > 0);
});

test('a filter is removed and replaced where it stands', () => {
  const typed = 'refund outcome:failed late';
  const [filter] = parseQuery(typed, words, now).filters;
  assert.equal(withoutFilter(typed, filter!), 'refund late');
  assert.equal(withFilter(typed, 'outcome', 'passed', now), 'refund late outcome:passed ');
  assert.equal(withFilter('', 'criterion', 'Order "Located" now', now), 'criterion:"Order Located now" ');
  assert.equal(filterText('in', 'Orders'), 'in:Orders');
  assert.deepEqual(parsed(withFilter('a', 'in', 'Order status', now)), ['a', 'in=Order status']);
});

test('times are days, months, years or so long ago, in local time', () => {
  assert.equal(momentOfWords('2026-11-01', now), new Date(2026, 10, 1).getTime());
  assert.equal(momentOfWords('2026-11', now), new Date(2026, 10, 1).getTime());
  assert.equal(momentOfWords('2025', now), new Date(2025, 0, 1).getTime());
  assert.equal(momentOfWords('today', now), new Date(2026, 10, 22).getTime());
  assert.equal(momentOfWords('Yesterday', now), new Date(2026, 10, 21).getTime());
  assert.equal(momentOfWords('7d', now), now - 7 * 86_400_000);
  for (const bad of ['2026-02-31', '2026-13', 'soon', '7', '11/22/2026', '-1d'])
    assert.equal(momentOfWords(bad, now), undefined, bad);
  assert.deepEqual(outcomesOf('failed,error'), ['failed', 'errored']);
  assert.equal(outcomesOf('failed,nice'), undefined);
  assert.equal(outcomesOf(','), undefined);
});

const facets: Facets = {
  connections: [
    { connection: 'shop@1', provider: 'cognigy', label: 'Shop' },
    { connection: 'tpc@2', provider: 'promptingCompany', label: 'Builders' },
  ],
  collections: [
    {
      place: { connection: 'shop@1', path: ['s1', 'b1'] },
      trail: ['Shop', 'Order status', 'Nightly'],
      runs: 9,
    },
    { place: { connection: 'shop@1', path: ['s2', 'b2'] }, trail: ['Shop', 'Refunds', 'Nightly'], runs: 5 },
    { place: { connection: 'tpc@2', path: ['task:1'] }, trail: ['Builders', 'Order a part'], runs: 2 },
  ],
  facts: { model: ['gpt-4.1', 'claude'] },
  unmet: ['Order Located', 'Polite'],
};
const resolved = (typed: string) =>
  resolveFilters(parseQuery(typed, words, now).filters, facets, providers, now);

test('names mean what the archive knows, any case, in whole or in part', () => {
  assert.deepEqual(
    resolved('outcome:failed outcome:errored model:GPT criterion:"order located" error:timeout').searches,
    [
      {
        outcomes: ['failed', 'errored'],
        facts: { model: ['gpt-4.1'] },
        unmet: [['Order Located']],
        error: 'timeout',
      },
    ],
  );
  assert.deepEqual(resolved('provider:prompting').searches, [{ providers: ['promptingCompany'] }]);
  assert.equal(resolved('provider:nobody').problem, 'No provider "nobody" is archived.');
  assert.deepEqual(resolved('provider:cognigy').searches, [{ providers: ['cognigy'] }]);
  assert.deepEqual(resolved('after:2026-11-01 before:2026-11-22').searches, [
    { from: new Date(2026, 10, 1).getTime(), to: new Date(2026, 10, 22).getTime() - 1 },
  ]);
});

test('a part of a name means all names that have it, a whole name only itself', () => {
  const known = {
    ...facets,
    facts: { model: ['gpt-4o-mini', 'gpt-4o', 'gpt-4.1', 'claude', 'GPT-5'] },
    unmet: ['Order Located', 'Polite', 'No double order', 'Straße genannt'],
  };
  const filters = (typed: string) =>
    resolveFilters(parseQuery(typed, words, now).filters, known, providers, now).searches[0];
  assert.deepEqual(filters('model:gpt-4 criterion:order'), {
    facts: { model: ['gpt-4o-mini', 'gpt-4o', 'gpt-4.1'] },
    unmet: [['Order Located', 'No double order']],
  });
  assert.deepEqual(filters('model:GPT-4o'), { facts: { model: ['gpt-4o'] } });
  assert.deepEqual(filters('model:claude model:gpt-5'), { facts: { model: ['claude', 'GPT-5'] } });
  assert.deepEqual(filters('model:llama criterion:strasse'), {
    facts: { model: ['llama'] },
    unmet: [['Straße genannt']],
  });
  assert.deepEqual(filters('criterion:polite criterion:located'), { unmet: [['Polite'], ['Order Located']] });
  assert.deepEqual(filters('provider:co error:late error:again'), {
    providers: ['cognigy', 'promptingCompany'],
    error: 'late again',
  });
});

test('what is left out is said', () => {
  const collections = Array.from({ length: 12 }, (_, i) => ({
    place: { connection: 'shop@1', path: [`s${i}`] },
    trail: ['Shop', `Order ${i}`],
    runs: 1,
  }));
  const many = resolveFilters(
    parseQuery('in:order', words, now).filters,
    { ...facets, collections },
    providers,
    now,
  );
  assert.equal(many.searches.length, 8);
  assert.equal(many.places, 12);
  const all = { shown: 100, more: true, places: 12, searches: 8, firstWords: 32 };
  assert.deepEqual(leftOut(all), [
    'Only the first 32 words of this are searched for.',
    'Only 8 of the 12 places of this name are searched.',
    'Only the newest 100 are shown. More words or filters narrow it.',
  ]);
  assert.deepEqual(leftOut({ ...all, more: false, places: undefined, firstWords: undefined }), []);
});

test('a place is found at any depth, and a name may mean several', () => {
  assert.deepEqual(resolved('in:shop').searches, [{ connection: 'shop@1' }]);
  assert.deepEqual(resolved('in:"Order status" outcome:failed').searches, [
    { outcomes: ['failed'], connection: 'shop@1', path: ['s1'] },
  ]);
  assert.deepEqual(
    placesNamed(facets, 'nightly').map(({ path }) => path.join('/')),
    ['s1/b1', 's2/b2'],
  );
  assert.deepEqual(
    placesNamed(facets, 'order').map(({ path }) => path.join('/')),
    ['s1', 'task:1'],
  );
  assert.deepEqual(resolved('in:Nowhere'), {
    searches: [],
    problem: 'No connection or collection "Nowhere" is archived.',
    places: undefined,
  });
});

function hit(run: string, path: readonly string[], at: number, more: Partial<SearchHit> = {}): SearchHit {
  return {
    ref: { connection: 'shop@1', path, run },
    provider: 'cognigy',
    title: `Run ${run}`,
    trail: ['Shop', ...path],
    nouns: [undefined, ...path.map(() => 'Scenario')],
    outcome: 'failed',
    at,
    gone: undefined,
    match: undefined,
    ...more,
  };
}

test('results are grouped by collection, the newest first, and read in words', () => {
  const excerpt = 'where is $(sync) my order';
  const match = {
    ...({ where: 'turn', turn: 4, criterion: undefined, found: '(sync) my', excerpt, marks: [] } as const),
    within: { text: excerpt, start: 0, end: excerpt.length },
  };
  const groups = groupsOf(
    [hit('3', ['a'], now - 3_600_000, { match, gone: 'expired' }), hit('2', ['b'], 5), hit('1', ['a'], 4)],
    now,
  );
  assert.deepEqual(
    groups.map(({ label, description, hits }) => [label, description, ...hits.map((each) => each.label)]),
    [
      ['Scenario a', 'Shop · 2 runs', 'Run 3', 'Run 1'],
      ['Scenario b', 'Shop · 1 run', 'Run 2'],
    ],
  );
  assert.partialDeepStrictEqual(groups[0]?.hits[0], {
    description: 'turn 5 · failed · 1 h ago · expired at the service',
    detail: 'where is $(sync) my order',
    at: { turn: 4, criterion: undefined, find: '(sync) my' },
  });
});

test('a heading says what its places are, once', () => {
  const named = hit('1', ['Scenario 3', '$(sync) Nightly'], 4, {
    nouns: [undefined, 'Scenario', 'Simulation'],
  });
  const unknown = hit('2', ['x'], 4, { nouns: [undefined, undefined] });
  assert.deepEqual(
    groupsOf([named, unknown, hit('3', [], 4)], now).map(({ label, description, name }) => [
      label,
      description,
      name,
    ]),
    [
      ['Simulation $(sync) Nightly', 'Shop › Scenario 3 · 1 run', '$(sync) Nightly'],
      ['x', 'Shop · 1 run', 'x'],
      ['Shop', '1 run', 'Shop'],
    ],
  );
  assert.equal(groupsOf([named], now)[0]?.hits[0]?.at, undefined);
});

test('what was found in a criterion comes behind what was said, also over several places', () => {
  const at = (where: 'turn' | 'criterion' | 'error') => ({
    match: {
      where,
      turn: undefined,
      criterion: undefined,
      found: 'a',
      excerpt: 'a',
      marks: [],
      within: { text: 'a', start: 0, end: 1 },
    },
  });
  const list = merged(
    [
      [hit('1', ['a'], 1, at('turn')), hit('2', ['a'], 9, at('criterion'))],
      [hit('3', ['b'], 8, at('criterion')), hit('4', ['b'], 2, at('error'))],
    ],
    3,
  );
  assert.deepEqual(
    list.map(({ ref }) => ref.run),
    ['4', '1', '2'],
  );
});

test('answers for several places are one list: each run once, newest first', () => {
  const list = merged(
    [
      [hit('1', ['a'], 5), hit('2', ['a'], 3)],
      [hit('1', ['b'], 5), hit('3', ['b'], 4)],
    ],
    3,
  );
  assert.deepEqual(
    list.map(({ ref }) => ref.run),
    ['1', '3', '2'],
  );
});
