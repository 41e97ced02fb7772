/** Save and open: the run's JSON comes back byte for byte, whatever is in it. */
import { factValue } from '../../../src/core/run/facts.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunItem } from '../../../src/core/run/run.ts';
import { savedRunText } from '../../../src/core/run/savedRun.ts';
import { randomJsonText } from '../../fixtures/randomJson.ts';
import { fixture, read, rowsOf, whole } from './support.ts';

const about = {
  savedAt: '2026-11-22T18:00:00.000Z',
  origin: 'https://api.example.com',
  trail: ['Shop', 'Returns', 'Monday'],
  path: ['scenario:s', 'simulation:b'],
};

async function savedAndOpened(item: RunItem): Promise<RunItem> {
  const items = await read('x.agentrun.json', savedRunText(item, about));
  assert.equal(items.length, 1);
  const [opened] = items;
  assert.ok(opened);
  return opened;
}

describe('A saved run', () => {
  it('is a file that people can read, with what is needed and nothing else', async () => {
    const [item] = await read('a.json', '{"id":"r1","turns":[],"metrics":{"success":true}}');
    assert.ok(item);
    assert.equal(
      savedRunText(item, about),
      `{
  "format": "agent-run",
  "version": 1,
  "savedAt": "2026-11-22T18:00:00.000Z",
  "provider": "cognigy",
  "origin": "https://api.example.com",
  "trail": ["Shop","Returns","Monday"],
  "path": ["scenario:s","simulation:b"],
  "id": "r1",
  "run": {"id":"r1","turns":[],"metrics":{"success":true}}
}
`,
    );
  });

  it('opens as the run it was, byte for byte, and says where it is from', async () => {
    const odd =
      '{ "turns":[{"text":"\\ud83d\\ude00 \u{1f600} \\u0041 \\/ \u2028"}],\r\n\t"big":12345678901234567890, "huge":1e400, "one":1.0,' +
      ' "twice":1, "twice":2, "id":"r1", "__proto__":{}, "run":{"id":"other"}, "": [ ] , "lone":"\\ud800"}';
    const [item] = await read('a.json', odd);
    const opened = whole(await savedAndOpened(whole(item)));
    assert.equal(opened.raw(), odd);
    assert.equal(opened.ref.run, 'r1');
    assert.equal(opened.provider, 'cognigy');
    const { savedAt, origin, trail } = opened.fromFile ?? {};
    assert.deepEqual({ savedAt, origin, trail, path: about.path }, about);
  });

  it('keeps its joined transcript, byte for byte', async () => {
    const [, joined] = await read('mixed.jsonl', fixture('mixed.jsonl'));
    const before = whole(joined);
    const after = whole(await savedAndOpened(before));
    assert.equal(after.raw(), before.raw());
    assert.equal(after.fromFile?.transcript?.(), before.fromFile?.transcript?.());
    assert.deepEqual(after.turns, before.turns);
    assert.equal(factValue(after, 'score'), 31);
  });

  it('may be a transcript alone', async () => {
    const name = 'logs-00000002-0000-4000-8000-000000000000.json';
    const before = whole((await read(name, fixture(name)))[0]);
    const after = whole(await savedAndOpened(before));
    assert.equal(after.raw(), before.raw());
    assert.deepEqual([after.title, after.ref.run, after.turns], [before.title, before.ref.run, before.turns]);
  });

  it('may be a conversation, or a run that breaks the contract', async () => {
    for (const text of [
      fixture('conversation.json'),
      fixture('messages.json'),
      '{"id":"r","turns":"oops"}',
    ]) {
      const [before] = await read('a.json', text);
      assert.ok(before);
      const after = await savedAndOpened(before);
      assert.equal(after.raw(), text.trim());
      assert.deepEqual(rowsOf([after]), rowsOf([before]));
    }
  });

  it('cannot be what is no JSON', async () => {
    const [, broken] = await read('a.jsonl', '{"id":"r","turns":[]}\n{oops');
    assert.ok(broken);
    assert.throws(() => savedRunText(broken, about), SyntaxError);
  });

  it('comes back whatever JSON it is', async () => {
    for (let seed = 1; seed <= 300; seed++) {
      const raw = `{"id":"r","turns":[],"x":${randomJsonText(seed)}}`;
      const [item] = await read('a.json', raw);
      assert.ok(item);
      assert.equal((await savedAndOpened(item)).raw(), raw, `seed ${seed}`);
    }
  });

  it('opens from lines, many in one file', async () => {
    const items = await read('a.json', fixture('cognigy-list.json'));
    const lines = items.map((item) => JSON.stringify(JSON.parse(savedRunText(item, about)))).join('\n');
    assert.deepEqual(rowsOf(await read('all.jsonl', lines)), [
      'Run 1 passed',
      'Run 2 failed',
      'Run 3 passed',
    ]);
  });
});
