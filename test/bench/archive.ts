/**
 * `npm run bench:archive [-- --runs N] [--json FILE]`: 100,000 made-up runs with 3 million turns go through the real
 * archive and its worker; then ten kinds of search, beside a plain scan over the same texts as files. A missed bar is
 * said, it is no error: figures depend on what else the machine does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Archive } from '../../src/archive/archive.ts';
import { openArchive } from '../../src/archive/main.ts';
import { onEnd } from '../support/childProcesses.ts';
import { say, sayWithTime, seconds } from '../support/say.ts';
import { makeQueries, type Query } from './archive/queries.ts';
import { makeArchivedRun } from './archive/runs.ts';
import { findScanner, writeTexts, type Scanner } from './archive/scan.ts';
import { makeVocabulary } from './archive/text.ts';
import { jsonFile, writeJson } from './arguments.ts';
import { median, quantile } from './statistics.ts';
import { atMost, mb, ms, rowsText, tableText, times } from './table.ts';

const portion = 500;
const searchesOfAKind = 30;
const limit = 50;
const vocabulary = makeVocabulary(30_000, 1);

const { values } = parseArgs({ options: { json: { type: 'string' }, runs: { type: 'string' } } });
const runs = Math.max(portion, Number(values.runs ?? 100_000) || 100_000);
const file = values.json === undefined ? undefined : jsonFile(['--json', values.json]);

const folder = mkdtempSync(join(tmpdir(), 'agent-runs-bench-archive-'));
const removeFolder = () => rmSync(folder, { recursive: true, force: true });
const stay = onEnd(removeFolder);
const memory = watchMemory();
try {
  const scanner = findScanner();
  const texts = join(folder, 'texts');
  const built = await sayWithTime(`Archiving ${runs.toLocaleString('en')} runs`, () =>
    build(scanner ? texts : undefined),
  );
  const queries = makeQueries(runs, vocabulary, searchesOfAKind);
  const searches = await sayWithTime(`Searching ${queries.length} times`, () => searchAll(queries));
  const scans =
    scanner && (await sayWithTime(`Scanning with ${scanner.name}`, () => scanAll(scanner, queries)));
  const all = searches.map(({ time }) => time);
  const report = {
    runs,
    turns: built.turns,
    insertRunsPerSecond: runs / built.seconds,
    fileMb: built.bytes / 1_000_000,
    searchP50Ms: quantile(all, 0.5),
    searchP95Ms: quantile(all, 0.95),
    scanMs: scans === undefined ? null : median(scans),
    ratio: scans === undefined ? null : median(scans) / quantile(all, 0.5),
    peakHeapMb: memory.peak().heapMb,
  };
  say(`\n${kindsTable(searches)}\n`);
  say(
    rowsText([
      { what: 'Turns', figure: report.turns.toLocaleString('en') },
      { what: 'Archived runs a second', figure: report.insertRunsPerSecond.toFixed(0) },
      { what: '  longest wait of the host meanwhile', figure: ms(built.longestWaitMs) },
      { what: 'Size of the archive', figure: mb(report.fileMb), baseline: `${mb(built.rawMb)} of JSON` },
      {
        what: 'Search, median',
        figure: ms(report.searchP50Ms),
        ...(report.scanMs !== null && { baseline: `${ms(report.scanMs)} ${scanner?.name ?? ''}` }),
      },
      { what: 'Search, p95', figure: ms(report.searchP95Ms), bar: atMost(report.searchP95Ms, 50, '50 ms') },
      ...(report.ratio === null ? [] : [{ what: '  scan / search, medians', figure: times(report.ratio) }]),
      { what: "Peak of the host's heap", figure: mb(report.peakHeapMb) },
      { what: 'Peak of resident memory, worker and SQLite included', figure: mb(memory.peak().residentMb) },
    ]),
  );
  if (scanner === undefined)
    say('\nNeither rg nor grep is on the PATH, so there is no scan to compare with.');
  if (file !== undefined) {
    await writeJson(file, report);
    say(`\nWrote ${file}`);
  }
} finally {
  memory.stop();
  removeFolder();
  stay();
}

function open(): Archive {
  const archive = openArchive({
    folder: join(folder, 'archive'),
    worker: new URL('../../src/archive/worker.ts', import.meta.url),
    retention: { days: undefined, megabytes: 100_000 },
    now: Date.now,
  });
  archive.onTrouble(({ reason, details = '' }) => say(`${reason} ${details}`));
  return archive;
}

interface Built {
  readonly seconds: number;
  readonly turns: number;
  readonly bytes: number;
  readonly rawMb: number;
  readonly longestWaitMs: number;
}

/** Making up the runs is not measured, handing them to the archive and writing them is. */
async function build(texts: string | undefined): Promise<Built> {
  const archive = open();
  let spent = 0;
  let rawMb = 0;
  let longestWaitMs = 0;
  for (let at = 0; at < runs; at += portion) {
    const made = Array.from({ length: Math.min(portion, runs - at) }, (_, i) =>
      makeArchivedRun(at + i, runs, vocabulary),
    );
    // Their JSON is at hand, as that of an answer is.
    const ready = made.map((run) => {
      const raw = run.raw();
      rawMb += raw.length / 1_000_000;
      return { ...run, raw: () => raw };
    });
    if (texts !== undefined) await writeTexts(texts, made);
    const wait = watchWait();
    const start = performance.now();
    archive.keep(ready, ['Bench', 'Scenario', 'Simulation']);
    await archive.flush();
    spent += performance.now() - start;
    longestWaitMs = Math.max(longestWaitMs, wait());
    if ((at / portion) % 20 === 19) say(`  ${at + portion} runs after ${seconds(spent)}`);
  }
  const { turns, bytes } = await archive.status();
  await archive.dispose();
  return { seconds: spent / 1000, turns, bytes, rawMb, longestWaitMs };
}

interface Search {
  readonly query: Query;
  readonly time: number;
  readonly hits: number;
}

/** As they come: kinds in turn, each with words that were not searched before, in an archive just opened. */
async function searchAll(queries: readonly Query[]): Promise<Search[]> {
  const archive = open();
  await archive.status();
  const { signal } = new AbortController();
  const searches: Search[] = [];
  for (let i = 0; i < searchesOfAKind; i++)
    for (let at = i; at < queries.length; at += searchesOfAKind) {
      const query = queries[at];
      if (!query) continue;
      const start = performance.now();
      const { hits } = await archive.search({ text: query.text, filters: query.filters, limit }, signal);
      searches.push({ query, time: performance.now() - start, hits: hits.length });
    }
  await archive.dispose();
  return searches;
}

/** A scan knows no filters: it looks for a word, a phrase, the beginning of a word. */
async function scanAll({ scan }: Scanner, queries: readonly Query[]): Promise<number[]> {
  const plain = queries.filter(
    ({ text, filters }) => Object.keys(filters).length === 0 && !/^[^"]* /.test(text) && text.length > 4,
  );
  const kinds = new Set(plain.map(({ kind }) => kind));
  const some = [...kinds].flatMap((kind) => plain.filter((query) => query.kind === kind).slice(0, 2));
  const spent: number[] = [];
  for (const { text } of some) spent.push(await scan(text, join(folder, 'texts')));
  return spent;
}

function kindsTable(searches: readonly Search[]): string {
  const kinds = new Set(searches.map(({ query }) => query.kind));
  const rows = [...kinds].map((kind) => {
    const own = searches.filter(({ query }) => query.kind === kind);
    const spent = own.map(({ time }) => time);
    const hits = median(own.map((search) => search.hits));
    return [
      kind,
      ms(quantile(spent, 0.5)),
      ms(quantile(spent, 0.95)),
      ms(Math.max(...spent)),
      String(hits),
      '',
    ];
  });
  return tableText(['Search', 'p50', 'p95', 'max', `hits of ${limit}, median`, ''], rows);
}

/** The longest time in which the event loop did not turn. */
function watchWait(): () => number {
  let longest = 0;
  let last = performance.now();
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(tick, 1);
  return () => {
    tick();
    clearInterval(timer);
    return longest;
  };
}

function watchMemory() {
  let heapMb = 0;
  let residentMb = 0;
  const look = () => {
    const { heapUsed, rss } = process.memoryUsage();
    heapMb = Math.max(heapMb, heapUsed / 1_000_000);
    residentMb = Math.max(residentMb, rss / 1_000_000);
  };
  const timer = setInterval(look, 50);
  return { peak: () => ({ heapMb, residentMb }), stop: () => clearInterval(timer) };
}
