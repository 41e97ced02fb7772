/**
 * `npm run bench:evaluation [-- --mb 100] [--json FILE]`: listing a large evaluation of promptfoo and opening one of
 * its tests, as its server sends them in pages, beside a bare `JSON.parse` of all of it. Answers are made before the
 * clock runs. Figures are medians.
 */
import { parseArgs } from 'node:util';
import type { PageRequest } from '../../src/core/provider/provider.ts';
import { PromptfooSource } from '../../src/providers/promptfoo/source.ts';
import { say, sayWithTime } from '../support/say.ts';
import { cell, table } from '../unit/promptfoo/support.ts';
import { writeJson } from './arguments.ts';
import { median } from './statistics.ts';
import { atMost, mb, ms, rowsText } from './table.ts';

const { values } = parseArgs({
  options: { mb: { type: 'string', default: '100' }, json: { type: 'string' } },
});
const samples = 7;
const tests = 2000;
const signal = new AbortController().signal;
const request: PageRequest = {
  ...{ cursor: undefined, limit: 100, sort: 'failedFirst', filter: {}, grouping: undefined },
};

/** Turns of one test, so many that all tests together have the size that is asked for. */
const messages = Array.from(
  { length: Math.ceil((Number(values.mb) * 1_000_000) / tests / 600) },
  (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `Message ${at}: ${'the lamp is on, and off again. '.repeat(17)}`,
  }),
);

const rows = Array.from({ length: tests }, (_, testIdx) => {
  const passed = testIdx % 7 !== 0;
  const response = { output: 'The red one.', metadata: { messages } };
  const output = cell({
    testIdx,
    id: `c${testIdx}`,
    response,
    success: passed,
    pass: passed,
    score: passed ? 1 : 0,
  });
  return { testIdx, outputs: [output] };
});
const failed = rows.filter(({ testIdx }) => testIdx % 7 === 0);

/** Answers by the query that asks for them. */
const answers = new Map<string, string>();

function answerOf(url: URL): string {
  const known = answers.get(url.href);
  if (known !== undefined) return known;
  const { searchParams: query, pathname } = url;
  const all =
    query.get('filterMode') === 'failures'
      ? failed
      : query.has('filterMode') && query.get('filterMode') !== 'all'
        ? []
        : rows;
  const offset = Number(query.get('offset') ?? 0);
  const page = all.slice(offset, offset + Number(query.get('limit') ?? 0));
  const evaluation = { evalId: 'e1', createdAt: 1_780_000_000_000, description: 'large', numTests: tests };
  const text = pathname.endsWith('/table')
    ? table(page, { total: tests, filtered: all.length })
    : JSON.stringify({ data: [evaluation] });
  answers.set(url.href, text);
  return text;
}

const source = (): PromptfooSource =>
  new PromptfooSource(
    { id: 'p', provider: 'promptfoo', label: 'promptfoo', baseUrl: 'http://localhost:15500' },
    { get: (url) => Promise.resolve({ status: 200, text: answerOf(url), requestId: undefined }) },
    () => 1_780_000_100_000,
  );

const whole = await sayWithTime(`Making an evaluation of ${values.mb} MB`, () =>
  Promise.resolve(table(rows, { total: tests })),
);
let listed = 0;
let turns = 0;
const listMs: number[] = [];
const openMs: number[] = [];
const bareMs: number[] = [];
for (let sample = 0; sample <= samples; sample++) {
  const client = source();
  const list = await timed(async () => {
    await client.list([], request, signal);
    listed = (await client.list(['eval:e1'], request, signal)).items.length;
  });
  const open = await timed(async () => {
    const run = await client.run({ connection: 'p', path: ['eval:e1'], run: '1400.0' }, signal);
    turns = run.kind === 'run' ? (run.turns?.length ?? 0) : 0;
  });
  const bare = await timed(() => Promise.resolve(JSON.parse(whole) as unknown));
  // The first answers are made while the clock runs.
  if (sample > 0) [list, open, bare].forEach((time, at) => [listMs, openMs, bareMs][at]?.push(time));
}
const figures = {
  ...{ mb: whole.length / 1_000_000, tests, listed, turns },
  ...{ listMs: median(listMs), openMs: median(openMs), bareMs: median(bareMs) },
};
const baseline = `JSON.parse of all of it: ${ms(figures.bareMs)}`;
say(`\n${mb(figures.mb)}, ${tests} tests of ${turns} turns; ${listed} in the first page\n`);
say(
  rowsText([
    {
      what: 'Evaluations and the first page of one',
      ...{ figure: ms(figures.listMs), baseline },
      bar: atMost(figures.listMs, 300, 'at most 300 ms'),
    },
    { what: 'One test is opened', figure: ms(figures.openMs), baseline },
  ]),
);
if (values.json !== undefined) await writeJson(values.json, figures);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
