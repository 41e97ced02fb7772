/** What comments send their reader to is there. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
