/**
 * `npm run try:promptfoo`: installs the real promptfoo into a temporary folder, runs evaluations offline, starts its
 * server on loopback and reads all of them with the provider, over HTTP. Prints what was expected and what was seen.
 * TRY_FOLDER names a folder that is kept for the next time; TRY_RECORD one for answers that the tests read.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { PageRequest, Sort } from '../../../src/core/provider/provider.ts';
import { outcomeOfItem } from '../../../src/core/run/outcome.ts';
import type { Collection, RunItem } from '../../../src/core/run/run.ts';
import { createHttp } from '../../../src/http/main.ts';
import { PromptfooSource } from '../../../src/providers/promptfoo/source.ts';
import { killGroup } from '../childProcesses.ts';
import { say } from '../say.ts';
import { startUser } from './evaluations.ts';
import { seeInHost } from './host.ts';
import { ended, Promptfoo, version } from './promptfoo.ts';

const [serverPort, userPort] = [15_598, 15_599];
const origin = `http://localhost:${serverPort}`;
const signal = new AbortController().signal;
const kept = process.env['TRY_FOLDER'];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'try-promptfoo-'));

/** How far ahead the provider's clock is, in ms: nobody waits ten minutes to see that a killed evaluation is open. */
const ahead = { ms: 0 };
const rows: (readonly [what: string, expected: string, seen: string])[] = [];

function check(what: string, expected: unknown, seen: unknown): void {
  rows.push([what, JSON.stringify(expected), JSON.stringify(seen)]);
}

const promptfoo = new Promptfoo(folder, userPort);
say(`Installing promptfoo ${version} in ${folder}`);
await promptfoo.install();
const user = startUser(userPort);
const http = createHttp({
  clock: { now: Date.now, delay: (ms, stop) => delay(ms, undefined, { signal: stop }) },
  random: Math.random,
  log: () => undefined,
});
const service = http.connect({
  ...{ origin, auth: 'none', label: 'promptfoo' },
  key: () => Promise.reject(new Error('a key was asked for')),
});
const source = new PromptfooSource(
  { id: 'p', provider: 'promptfoo', label: 'promptfoo', baseUrl: origin },
  service,
  () => Date.now() + ahead.ms,
);

try {
  say('Evaluating');
  await promptfoo.evaluate('mixed', '--description', 'mixed');
  await promptfoo.evaluate('simulated');
  await promptfoo.evaluate('mixed', '--repeat', '3', '--description', 'repeated');
  await promptfoo.evaluate('big');
  await promptfoo.serve(serverPort);
  check('version', true, (await source.test(signal)).startsWith(`Connected to promptfoo ${version}: `));
  await readMixed();
  await readSimulated();
  await readBig();
  await seeExtension();
  await record();
  await watchSlow();
  await watchKilled();
} finally {
  user.close();
  await http.close();
  if (kept === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
const wrong = rows.filter(([, expected, seen]) => expected !== seen);
for (const [what, expected, seen] of rows)
  say(`${expected === seen ? 'ok   ' : 'WRONG'} ${what}: expected ${expected}, seen ${seen}`);
say(`\n${rows.length - wrong.length} as expected, ${wrong.length} wrong`);
process.exit(wrong.length > 0 ? 1 : 0);

async function readMixed(): Promise<void> {
  const evaluation = await newest('mixed');
  check('mixed: outcome', 'failed', evaluation.outcome);
  const runs = await runsOf(evaluation, 'failedFirst', 3);
  check(
    'mixed: failed first',
    [
      ...Array<string>(4).fill('errored'),
      'failed',
      'failed',
      'passed',
      'unknown',
      'passed',
      'unknown',
    ].toSorted(),
    runs.map(outcomeOfItem).toSorted(),
  );
  check(
    'mixed: errors come first',
    4,
    runs.findIndex((run) => outcomeOfItem(run) !== 'errored'),
  );
  const burnt = runs.find((run) => run.kind === 'run' && run.title === 'burns');
  check(
    'mixed: an error has its first line',
    'Error: No power',
    burnt?.kind === 'run' && burnt.error?.message,
  );
  const alone = await Promise.all(runs.map(({ ref }) => source.run(ref, signal)));
  check(
    'mixed: each alone as in the list',
    10,
    alone.filter((run, i) => run.raw() === runs[i]?.raw()).length,
  );
  const repeated = await runsOf(await newest('repeated'), 'sequence', 100);
  check('repeated: runs', [30, 30], [repeated.length, new Set(repeated.map(({ ref }) => ref.run)).size]);
}

async function readSimulated(): Promise<void> {
  const [run] = await runsOf(await newest('simulated'), 'sequence', 10);
  const turns = run?.kind === 'run' ? (run.turns ?? []) : [];
  check(
    'simulated: roles',
    ['user', 'assistant'],
    turns.slice(0, 2).map(({ role }) => role),
  );
  check('simulated: first words', 'Is the red lamp on?', turns[0]?.text);
}

async function readBig(): Promise<void> {
  const evaluation = await newest('big');
  for (const sort of ['sequence', 'failedFirst'] as const) {
    const runs = await runsOf(evaluation, sort, 100);
    const outcomes = Map.groupBy(runs, outcomeOfItem);
    check(
      `big, ${sort}: runs, each once, failed, passed`,
      [2000, 2000, 286, 1714],
      [
        ...[runs.length, new Set(runs.map(({ ref }) => ref.run)).size],
        ...[outcomes.get('failed')?.length, outcomes.get('passed')?.length],
      ],
    );
    check(
      `big, ${sort}: turns`,
      true,
      runs.every((run) => run.kind === 'run' && run.turns?.length === 12),
    );
  }
}

/** The same once more, as a person has it: the extension in its host, asked by its commands. */
async function seeExtension(): Promise<void> {
  const [mixed, simulated, big] = [await newest('mixed'), await newest('simulated'), await newest('big')];
  const [talk] = await runsOf(simulated, 'sequence', 1);
  const { analyses, transcripts, tabs } = await seeInHost({
    origin,
    evaluations: { mixed: mixed.path, big: big.path },
    runs: talk ? { talk: { path: talk.ref.path, run: talk.ref.run } } : {},
  });
  const said = (name: string) => /\d[\d,]* of \d[\d,]* passed/.exec(analyses[name] ?? '')?.[0];
  check('extension host: mixed', '2 of 4 passed', said('mixed'));
  // The first page, and the service sends failed tests first.
  check('extension host: big, its first page', '0 of 200 passed', said('big'));
  check('extension host: transcript', true, transcripts['talk']?.includes('Is the red lamp on?'));
  check(
    'extension host: tab',
    true,
    tabs.some((tab) => /simulated|polite/.test(tab)),
  );
}

async function watchSlow(): Promise<void> {
  const child = promptfoo.begin('slow');
  const end = ended(child);
  await until('slow', 'running');
  await end;
  check('slow: at the end', 'passed', (await until('slow', 'passed')).outcome);
}

async function watchKilled(): Promise<void> {
  const before = (await list()).length;
  const child = promptfoo.begin('slow');
  const gone = ended(child).catch(() => undefined);
  for (let tries = 0; tries < 50 && (await list()).length === before; tries++) await delay(200);
  await delay(2500);
  killGroup(child);
  await gone;
  check('killed: at once', 'running', (await newest('slow')).outcome);
  ahead.ms = 11 * 60_000;
  check('killed: ten minutes later', 'unknown', (await newest('slow')).outcome);
}

/** What the server says of two evaluations, without the paths of this machine. */
async function record(): Promise<void> {
  const target = process.env['TRY_RECORD'];
  if (target === undefined) return;
  mkdirSync(target, { recursive: true });
  for (const name of ['mixed', 'simulated']) {
    const [segment = ''] = (await newest(name)).path;
    const id = encodeURIComponent(segment.slice('eval:'.length));
    const answer = await fetch(`${origin}/api/eval/${id}/table?limit=100`);
    const text = (await answer.text()).replaceAll(folder, '/srv/app');
    writeFileSync(join(target, `${name}.json`), text);
  }
}

async function until(description: string, outcome: Collection['outcome']): Promise<Collection> {
  for (let tries = 0; tries < 100; tries++) {
    const found = (await list()).find((each) => each.title === description);
    if (found && found.outcome === outcome) return found;
    await delay(200);
  }
  throw new Error(`${description} was never ${outcome ?? 'without outcome'}.`);
}

async function newest(description: string): Promise<Collection> {
  const found = (await list()).find((each) => each.title === description);
  if (!found) throw new Error(`There is no evaluation ${description}.`);
  return found;
}

async function list(): Promise<Collection[]> {
  const { items } = await source.list([], request('sequence', 100), signal);
  return items.filter((item) => item.kind === 'collection');
}

async function runsOf({ path }: Collection, sort: Sort, limit: number): Promise<RunItem[]> {
  const runs: RunItem[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 200; pages++) {
    const page = await source.list(path, { ...request(sort, limit), cursor }, signal);
    runs.push(...page.items.filter((item) => item.kind !== 'collection'));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return runs;
}

function request(sort: Sort, limit: number): PageRequest {
  return { cursor: undefined, limit, sort, filter: {}, grouping: undefined };
}
