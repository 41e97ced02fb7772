/** What comments send their reader to is there. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readText, root, sourcesIn } from './sources.ts';

const sources = sourcesIn('src', 'webview', 'test');

test('documents that comments name are in the repository', () => {
  const named = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\b((?:docs\/)?[\w-]+\.md)\b/g)].map(([, name = '']) => ({ path, name })),
  );
  const documents = named.filter(({ name }) =>
    /^docs\/|^(README|CHANGELOG|DESIGN|api-contracts)\.md$/.test(name),
  );
  assert.ok(documents.length > 10);
  assert.deepEqual(
    documents.filter(({ name }) => !existsSync(join(root, name))),
    [],
  );
});

test('sections of the analysis that comments name are there', () => {
  const named = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/docs\/analysis\.md ([\d.]+\d)((?:(?:,| and) [\d.]+\d)*)/g)].flatMap(
      ([, first = '', more = '']) =>
        [first, ...more.split(/,| and/).filter(Boolean)].map((section) => ({
          path,
          section: section.trim(),
        })),
    ),
  );
  const sections = new Set(
    [...readText('docs/analysis.md').matchAll(/^#+ ([\d.]+)/gm)].map(([, section]) => section),
  );
  assert.ok(named.length > 30);
  assert.deepEqual(
    named.filter(({ section }) => !sections.has(section)),
    [],
  );
});

/** Of the root and of docs/. */
const pages = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

test('what documents link to, or name as a document, is there', () => {
  const links = pages.flatMap((page) => {
    const text = readText(page);
    const linked = [...text.matchAll(/\]\((?!\w+:|#)([^)#]+)[^)]*\)/g)].map(([, to = '']) =>
      join(dirname(page), to),
    );
    const named = [...text.matchAll(/`(docs\/[\w-]+\.md)`/g)].map(([, name = '']) => name);
    return [...linked, ...named].map((to) => ({ page, to }));
  });
  assert.ok(links.length > 15);
  assert.deepEqual(
    links.filter(({ to }) => !existsSync(join(root, to))),
    [],
  );
});

test('the first screen of the README says what it is, shows it, and how to begin', () => {
  const [first = ''] = readText('README.md').split('## What it does');
  assert.ok(first.split('\n').length < 35, 'It is longer than a screen.');
  for (const what of [
    '![',
    '**Explore Sample Runs**',
    '**Add Connection...**',
    'npm ci && npm start',
    'no telemetry',
  ])
    assert.ok(first.includes(what), what);
});

test('there is no telemetry: nothing in the sources makes a logger for it', () => {
  const makers = sources.filter(
    ({ path, text }) => !path.startsWith('test') && /\btelemetry|TelemetryLogger|TelemetryEnabled/.test(text),
  );
  assert.deepEqual(
    makers.map(({ path }) => path),
    [],
  );
});

test('each threat names tests that are there, and each kind of attacker is told of', () => {
  const threats = readText('docs/threats.md');
  const tests = [...threats.matchAll(/test\/[\w/.-]+\.test\.ts/g)].map(([name]) => name);
  assert.ok(tests.length > 30);
  assert.deepEqual(
    tests.filter((name) => !existsSync(join(root, name))),
    [],
  );
  // Each row ends with its tests.
  const rows = threats.split('\n').filter((line) => /^\| (?!what they try|---)/.test(line));
  assert.deepEqual(
    rows.filter((row) => !/ test\/[^|]*\.test\.ts +\|$/.test(row)),
    [],
  );
  for (const who of ['service', 'transcript', 'file', 'workspace', 'link', 'extension', 'network'])
    assert.match(threats, new RegExp(`^## .*\\b${who}\\b`, 'm'), who);
});

test('each difference between the systems names the code that handles it, and a test or why there is none', () => {
  const rows = readText('docs/systems.md')
    .split('\n')
    .filter((line) => /^\| (?!what differs|---)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  assert.ok(rows.length > 25);
  const missing = rows.flatMap((cells) => {
    const files = cells.join(' ').match(/(?:src|webview|test)\/[\w/.-]+\.tsx?/g) ?? [];
    return files.filter((name) => !existsSync(join(root, name)));
  });
  assert.deepEqual(missing, []);
  for (const [, what = '', , by = '', proof = ''] of rows) {
    assert.notEqual(by, '', what);
    assert.match(proof, /test\/\S+\.test\.ts|not tried: \w+/, what);
  }
});

test('files that the guide to changes names are there', () => {
  const guide = readText('docs/changes.md');
  const files = [...guide.matchAll(/`((?:src|webview|docs)\/[\w/.]+|[\w]+\.(?:json|mjs))`/g)].map(
    ([, name = '']) => name,
  );
  assert.ok(files.length > 20);
  assert.deepEqual(
    files.filter((name) => !existsSync(join(root, name))),
    [],
  );
});

test('sections of the contracts that comments name are there', () => {
  const headings = new Set(
    [...readText('docs/contracts.md').matchAll(/^### (\w\d)\./gm)].map(([, id]) => id),
  );
  const missing = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/contracts\.md ((?:[AB]\d(?:, | to | and )?)+)/g)]
      .flatMap(([, list = '']) => list.match(/[AB]\d/g) ?? [])
      .filter((id) => !headings.has(id))
      .map((id) => `${path}: ${id}`),
  );
  assert.deepEqual(missing, []);
});
