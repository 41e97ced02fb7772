/** Files over a megabyte are read in a thread of their own: the same runs, a host that is free, and a way to cancel. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sameData } from '../../../src/core/kit/json.ts';
import { filesRig, fixture, read, request, rowsOf, uriOf, whole } from './support.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';

const worker = new URL('../../../src/providers/files/worker.ts', import.meta.url);
const nowhere = new URL('file:///no/such/worker.ts');

const inThread = (files: Readonly<Record<string, string>>, script = worker) =>
  filesRig(files, [cognigy, promptingCompany], script);

const padding = 'x'.repeat(300_000);
const bigRun = (id: string) =>
  JSON.stringify({
    ...{ id, sequence: 1, metrics: { success: true } },
    turns: Array.from({ length: 5 }, (_, index) => ({ text: `${index} ${padding}` })),
  });
const talk = (count: number, words: string) =>
  Array.from({ length: count }, (_, index) => ({ role: 'user', content: `${index} ${words}` }));

/** One of each kind, small and large. */
const kinds = [
  bigRun('r1'),
  JSON.stringify({ id: 'r2', turns: [] }),
  bigRun('r1'),
  JSON.stringify({ id: 'c1', title: 'A long talk', messages: talk(3000, 'y'.repeat(1000)) }),
  JSON.stringify(talk(2, 'hello')),
  JSON.stringify({
    format: 'agent-run',
    version: 1,
    provider: 'cognigy',
    id: 'r3',
    run: JSON.parse(bigRun('r3')) as object,
  }),
  JSON.stringify({ runId: 'r9', session: { events: talk(5000, 'z'.repeat(300)) } }),
  '{oops',
].join('\n');

describe('A file over a megabyte', () => {
  it('shows the same runs as when the host reads it', async () => {
    const rig = await inThread({ 'a.jsonl': kinds });
    const here = await read('a.jsonl', kinds);
    const there = await rig.items('a.jsonl');
    assert.deepEqual(rowsOf(there), rowsOf(here));
    assert.equal(there.length, 8);
    for (const [index, item] of here.entries()) {
      const other = there[index];
      assert.ok(other && sameData(item, other), `item ${index}`);
      assert.equal(other.raw(), item.raw());
    }
    assert.deepEqual(there.map(({ ref }) => ref.run).slice(0, 4), ['r1', 'r2', 'r1 (2)', 'c1']);
    assert.equal(whole(there[3]).turns?.length, 3000);
    assert.equal(whole(there[7]).turns?.length, 5000);
  });

  it('is refused in the same words', async () => {
    const text = JSON.stringify(talk(2000, padding.slice(0, 1000))).slice(0, -2);
    const broken = `{"a":${' '.repeat(1_100_000)}1,}`;
    const rig = await inThread({ 'a.json': broken, 'cut.json': text });
    await assert.rejects(rig.items('a.json'), {
      name: 'ProviderError',
      reason: 'badResponse',
      message: 'a.json cannot be read: line 1, column 1100008: expected a name in quotes, found "}".',
    });
    assert.equal(whole((await rig.items('cut.json'))[0]).turns?.length, 1999);
  });

  it('leaves the host free while it is read', async () => {
    const text = `[${Array.from({ length: 60 }, (_, index) => bigRun(`r${index}`)).join(',')}]`;
    const rig = await inThread({ 'a.json': text });
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 1);
    const items = await rig.items('a.json');
    clearInterval(ticking);
    assert.equal(items.length, 60);
    // Where the host reads, it ticks not once before it is done.
    assert.ok(ticks > 20, `${ticks} ticks`);
  });

  it('is given up when nobody waits for it any more, and read anew after that', async () => {
    const rig = await inThread({ 'a.jsonl': kinds });
    const abort = new AbortController();
    const listed = rig.client.list([uriOf('a.jsonl')], request, abort.signal);
    setImmediate(() => abort.abort());
    await assert.rejects(listed, { name: 'AbortError' });
    assert.equal((await rig.items('a.jsonl')).length, 8);
  });

  it('says so when its thread cannot work', async () => {
    const rig = await inThread({ 'a.jsonl': kinds, 'small.json': fixture('cognigy-run.json') }, nowhere);
    await assert.rejects(rig.items('a.jsonl'), {
      name: 'ProviderError',
      message: /^a\.jsonl cannot be read: /,
    });
    assert.deepEqual(rowsOf(await rig.items('small.json')), ['Run 4 failed']);
  });

  it('may nest deeper than threads can hand over', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = JSON.stringify(talk(2000, 'y'.repeat(600))).replace('"0 y', `"a","metadata":${deep},"x":"y`);
    const rig = await inThread({ 'a.json': text });
    assert.equal(whole((await rig.items('a.json'))[0]).turns?.length, 2000);
  });

  it('is read once for all who want it at the same time', async () => {
    const rig = await inThread({ 'a.jsonl': kinds });
    const [one, other] = await Promise.all([rig.items('a.jsonl'), rig.items('a.jsonl')]);
    assert.deepEqual(rig.reads, ['a.jsonl']);
    assert.equal(one[0], other[0]);
  });
});

describe('A closed file', () => {
  it('is let go: opened again, it is read again', async () => {
    const rig = await filesRig({ 'a.json': fixture('cognigy-run.json') });
    const [first] = await rig.items('a.json');
    assert.equal((await rig.items('a.json'))[0], first);
    const content = rig.contents.get('a.json');
    assert.ok(content);
    rig.contents.delete('a.json');
    await rig.client.list([], request, new AbortController().signal);
    rig.contents.set('a.json', content);
    assert.notEqual((await rig.items('a.json'))[0], first);
  });
});
