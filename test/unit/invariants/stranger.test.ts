/**
 * What a further provider takes: its folder and one line. The toy has facts, a noun, an icon and an error of its own,
 * which nothing outside its folder has heard of, and is seen, exported, filtered and found all the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJsonText, objectOf } from '../../../src/core/kit/json.ts';
import type { Connection, Provider, ServiceHttp } from '../../../src/core/provider/provider.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows, type Row } from '../../../src/core/rows/tree.ts';
import { arrangeRuns, defaultView } from '../../../src/core/rows/view.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { RunStore } from '../../../src/core/store/store.ts';
import { csvPieces } from '../../../src/export/csv.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownPieces } from '../../../src/export/markdown.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { redactedRun } from '../../../src/export/redaction/redactRun.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { standingsOf } from '../../../src/panel/run/figures.ts';
import { runView } from '../../../src/panel/run/view.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { filterWords, resolveFilters } from '../../../src/services/search/filters.ts';
import { groupsOf } from '../../../src/services/search/found.ts';
import { parseQuery } from '../../../src/services/search/query.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { metricFacts, summaryFacts } from '../../../webview/run/facts.ts';
import { toy } from '../../fixtures/toyProvider/provider.ts';
import { openRig } from '../archive/support.ts';
import { filesRig, runsOf } from '../files/support.ts';
import { sourcesIn } from './sources.ts';

/** The one line. */
const providers: readonly Provider[] = [cognigy, promptingCompany, toy];

const now = Date.UTC(2026, 10, 22, 12);
const connection: Connection = { id: 'juke', provider: 'toy', label: 'Juke', baseUrl: 'https://toy.example' };
const songs = `{"songs": [
  {"id": "s1", "name": "Blue Train", "liked": true, "mood": "blue", "loudness": 4, "priceUsd": 0.5},
  {"id": "s2", "name": "Loud One", "liked": false, "mood": "angry", "loudness": 11, "by": "Spinal"},
  {"id": "s3", "name": "Hush"}
]}`;
const answers: Readonly<Record<string, string>> = {
  '/playlists/': '{"playlists": [{"name": "Friday"}, {"name": "Broken"}]}',
  '/playlists/Friday': songs,
  '/playlists/Broken': '{"jam": "coin stuck"}',
};

const http: ServiceHttp = {
  get: (url) => Promise.resolve({ status: 200, text: answers[url.pathname] ?? '', requestId: undefined }),
};

function storeOf(): RunStore {
  return new RunStore({
    client: () => {
      const provider = providers.find(({ id }) => id === connection.provider);
      assert.ok(provider);
      return provider.connect(connection, http);
    },
    pageSize: () => 100,
    view: () => defaultView,
    grouping: () => undefined,
    label: () => connection.label,
    pinned: () => [],
    now: () => now,
  });
}

async function rowsAt(store: RunStore, path: readonly string[]): Promise<Row[]> {
  const listing = await store.open({ connection: 'juke', path });
  return childRows(listing, [], defaultView, (place) => store.listing(place));
}

async function playlist(): Promise<Run[]> {
  const store = storeOf();
  const rows = await rowsAt(store, ['Friday']);
  return rows.flatMap((row) => (row.kind === 'run' && row.item.kind === 'run' ? [row.item] : []));
}

async function song(id: string): Promise<Run> {
  const found = (await playlist()).find(({ ref }) => ref.run === id);
  assert.ok(found);
  return found;
}

test('its rows have its noun, its icon, its facts and its errors', async () => {
  const store = storeOf();
  const views = (await rowsAt(store, [])).map((row) => viewOf(row));
  assert.deepEqual(
    views.map(({ icon, label, description, accessibleLabel }) => [icon, label, description, accessibleLabel]),
    [
      ['music', 'Friday', 'counts not reported', 'Playlist Friday, counts not reported'],
      ['music', 'Broken', 'counts not reported', 'Playlist Broken, counts not reported'],
    ],
  );
  assert.deepEqual(
    (await rowsAt(store, ['Friday'])).map((row) => viewOf(row).description),
    ['nobody danced · angry', 'finished, no verdict reported', 'blue'],
  );
  const [failure] = await rowsAt(store, ['Broken']);
  assert.ok(failure);
  assert.equal(viewOf(failure).label, 'The jukebox is jammed.');
  assert.equal(tooltipOf(failure, now)?.includes('coin stuck'), true);
});

test('its tooltip and its page show its facts, and what it should have reported', async () => {
  const loud = await song('s2');
  assert.equal(
    tooltipOf({ kind: 'run', item: loud }, now),
    'Loud One: failed\nnobody danced\nMood: angry\nLoudness: 11 of 11\nRun id: s2',
  );
  const page = (run: Run) =>
    runView(run, { provider: 'Toy Jukebox', trail: ['Juke', 'Friday'], position: undefined });
  const words = (facts: readonly { readonly label: string; readonly value: string | undefined }[]) =>
    facts.map(({ label, value }) => `${label}: ${value ?? 'not reported'}`);
  assert.deepEqual(words(summaryFacts(page(loud), now)), [
    'State: finished',
    'Mood: angry',
    'Loudness: 11 of 11',
    'Encore: not reported',
    'Cost: not reported',
  ]);
  assert.deepEqual(words(metricFacts(page(await song('s3')), now)), [
    'Loudness: not reported',
    'Cost: not reported',
    'Verdict: not reported',
  ]);
  const standings = standingsOf(loud, await playlist());
  assert.deepEqual(
    standings.map(({ name, unit, own, median }) => [name, unit, own, median]),
    [['Loudness', 'number', 11, 7.5]],
  );
});

test('its facts are exported, and redacted as it says', async () => {
  const runs = (await playlist()).map((item) => ({ item, where: ['Juke', 'Friday'] }));
  assert.match([...markdownPieces(runs)].join(''), /- Mood: blue\n- Loudness: 4 of 11\n- Cost: \$0\.50\n/);
  assert.match([...htmlPieces(runs)].join(''), /<dt><bdi>Mood<\/bdi><\/dt><dd><bdi>angry<\/bdi><\/dd>/);
  const [head = '', ...rows] = [...csvPieces(runs)].join('').trimEnd().split('\r\n');
  assert.ok(head.endsWith(',model,score,cost_usd,tokens,mood,loudness,encore,summary'), head);
  assert.ok(
    rows.some((row) => row.endsWith(',,,0.5,,blue,4,,')),
    rows.join('\n'),
  );
  const secret = { ...(await song('s1')), facts: toyFacts('call ann@example.org', 'ann@example.org') };
  const clean = redactedRun(secret, builtInRules.map(batchRule));
  assert.ok(clean.kind === 'run');
  assert.deepEqual(
    clean.facts.map(({ value }) => value),
    ['call [e-mail]', 'ann@example.org'],
  );
});

/** Of the two, only the mood says that redaction looks into it. */
function toyFacts(mood: string, loudness: string): Run['facts'] {
  const about = Object.entries(toy.facts).filter(([key]) => key === 'mood' || key === 'loudness');
  return about.map(([key, description]) => ({
    key,
    value: key === 'mood' ? mood : loudness,
    about: description,
  }));
}

test('the text filter of the tree looks into its facts', async () => {
  const found = (text: string) => playlist().then((runs) => arrangeRuns(runs, { ...defaultView, text }));
  assert.deepEqual(
    (await found('ANGRY')).map(({ title }) => title),
    ['Loud One'],
  );
  assert.deepEqual(await found('jolly'), []);
});

test('its saved answers open, and the archive finds its runs by words and by its own filter', async (context) => {
  const files = await filesRig({ 'songs.json': songs }, providers);
  const opened = runsOf(await files.items('songs.json'));
  assert.deepEqual(
    opened.map(({ title }) => title),
    ['Blue Train', 'Loud One', 'Hush'],
  );

  const { archive } = openRig(context);
  archive.keep(await playlist(), ['Juke', 'Friday']);
  await archive.flush();
  const facets = await archive.facets();
  assert.deepEqual(facets.facts, { mood: ['angry', 'blue'] });
  const search = async (typed: string) => {
    const { text, filters } = parseQuery(typed, filterWords(providers), now);
    const { searches } = resolveFilters(filters, facets, providers, now);
    const each = await Promise.all(
      searches.map((wanted) =>
        archive.search({ text, filters: wanted, limit: 10 }, new AbortController().signal),
      ),
    );
    return groupsOf(
      each.flatMap(({ hits }) => hits),
      now,
    ).flatMap(({ hits }) => hits.map(({ label, detail }) => [label, detail]));
  };
  assert.deepEqual(await search('blue mood:BLUE'), [['Blue Train', 'Blue Train (s1)']]);
  assert.deepEqual(await search('mood:ang'), [['Loud One', undefined]]);
  assert.deepEqual(await search('angry'), [['Loud One', 'angry']]);
  assert.deepEqual(await search('provider:jukebox hush'), [['Hush', 'Hush (s3)']]);

  const kept = await archive.run({ connection: 'juke', path: ['Friday'], run: 's2' });
  assert.ok(kept);
  const again = (await toy.saved()).run(kept.raw, kept.ref);
  assert.equal(viewOf({ kind: 'run', item: again }).description, 'nobody danced · angry');
  assert.equal(objectOf(parseJsonText(again.raw()))?.['by'], 'Spinal');
});

test('no word of a provider stands outside its folder', () => {
  const outside = sourcesIn('src', 'webview').filter(({ path }) => !/^src\/(providers|samples)\//.test(path));
  for (const key of ['endpointType', 'harness', 'environment', 'task'])
    assert.deepEqual(
      outside.filter(({ text }) => new RegExp(`\\.${key}\\b|'${key}'`).test(text)).map(({ path }) => path),
      [],
      key,
    );
  for (const noun of ['Scenario', 'Simulation', 'Task', 'Environment', 'Playlist'])
    assert.deepEqual(
      outside.filter(({ text }) => text.includes(`'${noun}'`)).map(({ path }) => path),
      [],
      noun,
    );
});

test('a fact of a provider is a matter of three files', () => {
  // How a saved answer is told from others' goes by the members of the service, not by facts.
  const sources = sourcesIn('src', 'webview').filter(
    ({ path }) => !/^src\/samples\/|^src\/providers\/[^/]+\/saved\.ts$/.test(path),
  );
  for (const [folder, key] of [
    ['cognigy', 'endpointType'],
    ['promptingCompany', 'harness'],
    ['promptingCompany', 'costUsd'],
  ] as const) {
    const files = sources.filter(({ text }) => new RegExp(`\\b${key}\\b`).test(text)).map(({ path }) => path);
    const own = files.filter((path) => path.startsWith(`src/providers/${folder}/`));
    assert.ok(own.length >= 2 && own.length <= 3, `${key}: ${files.join(', ')}`);
    const shared = files.filter((path) => !path.startsWith('src/providers/'));
    assert.deepEqual(shared, key === 'costUsd' ? ['src/core/run/facts.ts'] : [], key);
  }
});

test('what is typed before a colon is a word, one fact each, and no other filter', () => {
  const words = filterWords(providers);
  assert.deepEqual(words, [...new Set(words)]);
  for (const word of words) assert.match(word, /^[a-z]+$/);
  // The archive marks a run with these, too.
  for (const { facts } of providers)
    for (const key of Object.keys(facts)) assert.doesNotMatch(key, /^(provider|outcome|unmet|place)$/);
});
