/** Answers that are wrong and yet hold runs: what is shown of them; see faults.test.ts. */
import type { RequestListener } from 'node:http';
import type { ProviderId } from './scene.ts';
import { goodRows, pageFor, sending, testsPage } from './scene.ts';
import { promptingPage, runsPage } from '../providers/support.ts';

export interface Oddity {
  readonly name: string;
  readonly answer: (provider: ProviderId) => RequestListener;
  readonly runs: Readonly<Record<ProviderId, readonly string[]>>;
  /** The row below the runs. */
  readonly below?: Partial<Readonly<Record<ProviderId, string>>>;
}

const three = [1, 2, 3].map((n) => run(n));
const deep = '['.repeat(100_000) + ']'.repeat(100_000);

export const oddities: readonly Oddity[] = [
  odd('byte order mark', (provider) => `\uFEFF${pageFor(provider, three)}`),
  paged(
    'pagination missing',
    (provider, { first }) => {
      const runs = first ? three : [];
      const page = { cognigy: runsPage, promptingCompany: promptingPage, promptfoo: testsPage };
      return provider === 'langwatch'
        ? JSON.stringify({ runs: runs.map(({ id }) => ({ scenarioRunId: id })) })
        : page[provider](runs);
    },
    goodRows,
  ),
  paged(
    'total of 0',
    (provider, { first }) => {
      const runs = first ? three : [];
      return pageFor(provider, runs, 0);
    },
    goodRows,
  ),
  paged(
    'total that promises more',
    (provider, { first }) => pageFor(provider, first ? three : [], 99),
    goodRows,
  ),
  paged(
    'hasNext without an end, on a page that repeats',
    (provider) =>
      provider === 'cognigy' ? runsPage(three, { total: 99, hasNext: true }) : pageFor(provider, three, 99),
    goodRows,
    {
      cognigy: 'The service sent the same page again; the rest of the list is out of reach.',
      promptingCompany: 'The service sent the same page again; the rest of the list is out of reach.',
      promptfoo: 'The service sent the same page again; the rest of the list is out of reach.',
      langwatch: 'The service sent the same page again; the rest of the list is out of reach.',
    },
  ),
  paged(
    'hasNext without an end, and always other runs',
    (provider, { request }) => {
      const runs = [run(2 * request + 1), run(2 * request + 2)];
      return provider === 'cognigy' ? runsPage(runs, { hasNext: true }) : pageFor(provider, runs, 1e9);
    },
    {
      ...{ cognigy: upTo(40, 'Run '), promptingCompany: upTo(40, 'Run r'), promptfoo: upTo(200, 'Test ') },
      langwatch: upTo(40, 'Run r'),
    },
    {
      cognigy: 'Load more',
      promptingCompany: 'Load more (40 of 1,000,000,000)',
      promptfoo: 'Load more (200 of 1,000,000,000)',
      langwatch: 'Load more',
    },
  ),
  odd('duplicate ids', (provider) => pageFor(provider, [...three, run(2), run(3)])),
  odd(
    'runs without an id',
    (provider) => pageFor(provider, [run(1), { status: 'completed' }, { status: 'completed' }, run(4)]),
    {
      cognigy: ['Run 1', 'Run 4', 'Run at position 2', 'Run at position 3'],
      promptingCompany: ['Run at position 2', 'Run at position 3', 'Run r1', 'Run r4'],
      langwatch: ['Run at position 2', 'Run at position 3', 'Run r1', 'Run r4'],
      // A test is known by its number.
      promptfoo: ['Test 1', 'Test 2', 'Test 3', 'Test 4'],
    },
  ),
  odd(
    'wrong types',
    (provider) =>
      pageFor(provider, [
        run(1),
        { ...run(2), status: 7, turns: 'x', duration: [] },
        { ...run(3), task: [] },
      ]),
    // A run that cannot be read is called by its number.
    // Members that it does not know may be of any type.
    { ...goodRows, promptingCompany: ['Run r1', 'Run 2', 'Run 3'], langwatch: ['Run r1', 'Run 2', 'Run r3'] },
  ),
  odd('rows that are no runs', (provider) => pageFor(provider, [null, run(1), 7, run(2), 'x', run(3), []]), {
    cognigy: ['Run 1', 'Run 2', 'Run 3', ...[1, 3, 5, 7].map((n) => `Run at position ${n}`)],
    promptingCompany: [...[1, 3, 5, 7].map((n) => `Run at position ${n}`), 'Run r1', 'Run r2', 'Run r3'],
    promptfoo: ['Test 1', 'Test 2', 'Test 3', ...[1, 3, 5, 7].map((n) => `Run at position ${n}`)],
    langwatch: [...[1, 3, 5, 7].map((n) => `Run at position ${n}`), 'Run r1', 'Run r2', 'Run r3'],
  }),
  odd('100,000 levels in a run', (provider) =>
    pageFor(provider, [run(1), { ...run(2), more: 'DEEP' }, run(3)]).replace('"DEEP"', deep),
  ),
  odd('content type text/plain', pageOfThree, goodRows, { 'content-type': 'text/plain; charset=utf-8' }),
];

function run(n: number): { readonly id: string } {
  return Object.assign({ id: `r${n}` }, { sequence: n, status: 'completed' });
}

function pageOfThree(provider: ProviderId): string {
  return pageFor(provider, three);
}

function odd(
  name: string,
  text: (provider: ProviderId) => string,
  runs: Oddity['runs'] = goodRows,
  headers = {},
): Oddity {
  return { name, answer: (provider) => sending(text(provider), 200, headers), runs };
}

interface Asked {
  /** From 0. */
  readonly request: number;
  readonly first: boolean;
}

function paged(
  name: string,
  text: (provider: ProviderId, asked: Asked) => string,
  runs: Oddity['runs'],
  below: Oddity['below'] = {},
): Oddity {
  return {
    name,
    answer: (provider) => {
      let request = -1;
      return (message, response) => {
        const { searchParams } = new URL(message.url ?? '', 'http://127.0.0.1');
        const first = ['skip', 'page', 'offset', 'cursor'].every((name) =>
          [null, '0', name === 'page' ? '1' : '0'].includes(searchParams.get(name)),
        );
        request = first ? 0 : request + 1;
        sending(text(provider, { request, first }))(message, response);
      };
    },
    runs,
    below,
  };
}

function upTo(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
