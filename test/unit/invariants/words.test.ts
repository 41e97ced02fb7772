/** What a person reads can be said in other languages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinsOf } from '../../support/l10n/joins.ts';
import { messagesOf } from '../../support/l10n/messages.ts';
import { readText, root, sourcesIn } from './sources.ts';

const { messages, mistakes } = messagesOf(root);

test('messages are whole texts, and are said when the language is known', () => {
  assert.deepEqual(mistakes, []);
  assert.ok(messages.has('Run Files') && messages.has('{0} of {1} passed'));
});

test('a text ends in three dots or in one mark for them, and not now in this and now in that way', () => {
  const marked = [...messages.keys()].filter((message) => message.endsWith('…'));
  assert.deepEqual(
    marked.filter((message) => messages.has(message.replace(/…$/, '...'))),
    [],
  );
  assert.ok(marked.length > 3);
});

test('the words of the manifest are in package.nls.json, and nothing else is', () => {
  const named = [...readText('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  const words = JSON.parse(readText('package.nls.json')) as object;
  assert.deepEqual([...new Set(named)].sort(), Object.keys(words).sort());
  assert.ok(named.length > 100);
});

for (const language of ['de', 'ja']) {
  test(`${language} says everything, nothing else, and keeps what is filled in`, () => {
    const bundle = JSON.parse(readText(`l10n/bundle.l10n.${language}.json`)) as Record<string, string>;
    assert.deepEqual(Object.keys(bundle).sort(), [...messages.keys()].sort());
    const holes = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
    const wrong = Object.entries(bundle).filter(
      ([english, text]) => text.trim() === '' || holes(english).join() !== holes(text).join(),
    );
    assert.deepEqual(wrong, []);
    const manifest = JSON.parse(readText(`package.nls.${language}.json`)) as object;
    assert.deepEqual(Object.keys(manifest), Object.keys(JSON.parse(readText('package.nls.json')) as object));
  });
}

/** Where a list is data, code or a log, or is said in English on purpose. */
const noWords: readonly RegExp[] = [
  /^src\/(cli|mcp|samples|services\/query)\//,
  /^src\/providers\/(files\/formats\/(preference|messages)|inspect\/(chunks|logs)|promptfoo\/(map|evaluations))\.ts$/,
  /^src\/(export\/analysis\/(comparison|batch)Csv|analysis\/forks\/forks|core\/run\/toolWords)\.ts$/,
  /^src\/(http\/undiciTransport|panel\/html|vscode\/log)\.ts$/,
];

test('marks between words are those of punctuation.ts: other languages have others', () => {
  const joins = joinsOf(root);
  const isData = (join: string) => noWords.some((path) => path.test(join.split(':')[0] ?? ''));
  assert.deepEqual(
    joins.filter((join) => !isData(join)),
    [],
  );
  // Each exception is one.
  assert.deepEqual(
    noWords.filter((path) => !joins.some((join) => path.test(join.split(':')[0] ?? ''))),
    [],
  );
});

test('a service goes by its name in the language, but to assistants', () => {
  const raw = /(?<!sent\((?:[\w.]*\.)?)\b(?:provider\??|providerOf\([^)]*\)\?)\.label\b/g;
  const found = sourcesIn('src').flatMap(({ path, text }) =>
    path.startsWith('src/services/query/') ? [] : [...text.matchAll(raw)].map(([it]) => `${path} ${it}`),
  );
  assert.deepEqual(found, []);
});
