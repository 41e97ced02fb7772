/** What is found is quoted without what must not leave the machine, also where the quote cuts it in two. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchHit } from '../../../src/archive/archive.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { storeSource } from '../../../src/services/query/storeSource.ts';
import { ask, makeRun, now, sourceOf } from './support.ts';

const run = makeRun('r1', { title: 'Ask jane.doe@example.com' });

function hitIn(text: string, start: number, end: number): SearchHit {
  const excerpt = text.slice(start, end);
  return {
    ...{ ref: run.ref, provider: 'cognigy', title: run.title, trail: ['shop', 'Mail of bob@example.com'] },
    ...{ nouns: [], outcome: 'failed', at: 0, gone: undefined },
    match: {
      ...{ where: 'turn', turn: 0, criterion: undefined, found: 'order', excerpt, marks: [] },
      within: { text, start, end },
    },
  };
}

test('an address that the edge of an excerpt cuts in two is taken out of it', async () => {
  const text = 'write to jane.doe@example.com about the order of john.roe@example.com today';
  const start = text.indexOf('doe@');
  const end = text.indexOf('@example.com today') + 4;
  const { text: answer } = await ask(
    'search_transcripts',
    { query: 'order' },
    sourceOf({ runs: [run], hits: [hitIn(text, start, end)] }),
  );
  assert.match(answer, /^\| …\[e-mail\] about the order of \[e-mail\]…$/m);
  assert.match(answer, /^\| Mail of \[e-mail\] › Ask \[e-mail\]$/m);
});

test('an excerpt without such a thing stands as it was found', async () => {
  const text = 'where is my order now';
  const { text: answer } = await ask(
    'search_transcripts',
    { query: 'order' },
    sourceOf({ runs: [run], hits: [hitIn(text, 6, 17)] }),
  );
  assert.match(answer, /^\| …is my order…$/m);
});

test('where there can be no archive, no setting is advised, and no answer is said to come from one', async () => {
  const bare = sourceOf({ runs: [run], hasArchive: false });
  for (const [name, input] of [
    ['search_transcripts', { query: 'order' }],
    ['list_runs', {}],
  ] as const)
    await assert.rejects(ask(name, input, bare), {
      name: 'Advice',
      message: /^This window has no archive, as in a browser, and no setting changes that/,
    });
  const unused = () => assert.fail('asked the store');
  const originOf = (hasArchive: boolean) =>
    storeSource({
      store: {
        ...{ open: unused, more: unused, listing: unused, load: unused, loadedRuns: unused },
        ...{ titles: unused, collection: unused, trail: unused },
      },
      ...{ connections: { all: () => [], providerOf: unused }, providers: [], revive: unused, hasArchive },
      ...{ archive: () => Promise.resolve(undefined), rules: () => [], settings: () => defaultSettings },
      ...{ now: () => now, baseline: () => undefined, links: undefined },
    }).origin;
  assert.equal(originOf(true), 'the connected services and the archive on this machine');
  assert.equal(originOf(false), 'the connected services');
});
