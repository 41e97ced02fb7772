/** Every shape that a file may have, by the made-up samples in test/fixtures/files. */
import { factValue } from '../../../src/core/run/facts.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpacked } from '../../../src/services/files/runFileBytes.ts';
import { contentOf, filesRig, fixture, never, read, request, rowsOf, uriOf, whole } from './support.ts';

const logs = 'logs-00000002-0000-4000-8000-000000000000.json';
const second = '00000002-0000-4000-8000-000000000000';

describe('A run file', () => {
  it('of a saved list of Cognigy runs shows them as the service would', async () => {
    const items = await read('a.json', fixture('cognigy-list.json'));
    assert.deepEqual(rowsOf(items), ['Run 1 passed', 'Run 2 failed', 'Run 3 passed']);
    const run = whole(items[1]);
    assert.equal(run.provider, 'cognigy');
    assert.equal(run.reason, 'criterion not met: Order Asked For');
    assert.equal(run.turns?.[1]?.text, 'Of course. What is the order number?');
    assert.deepEqual(run.ref, { connection: 'run-files', path: [uriOf('a.json')], run: 'run-2-of-the-shop' });
    assert.ok(run.raw().startsWith('{\n      "id": "run-2-of-the-shop"'));
  });

  it('of one saved run, of either service, shows that one', async () => {
    assert.deepEqual(rowsOf(await read('a.json', fixture('cognigy-run.json'))), ['Run 4 failed']);
    assert.deepEqual(rowsOf(await read('a.json', fixture('prompting-run.json'))), ['Run 00000003 failed']);
  });

  it('of a saved list of The Prompting Company shows them', async () => {
    const items = await read('a.json', fixture('prompting-list.json'));
    assert.deepEqual(rowsOf(items), ['Run 00000001 passed', 'Run 00000002 failed']);
    assert.equal(whole(items[0]).turns, undefined);
    assert.equal(factValue(whole(items[0]), 'score'), 98);
  });

  it('of messages is a conversation with roles, parts and tool calls', async () => {
    const [item] = await read('a.json', fixture('messages.json'));
    const run = whole(item);
    assert.deepEqual(
      [run.provider, run.title, run.state, run.verdict],
      ['file', 'Conversation', 'unknown', 'none'],
    );
    assert.deepEqual(
      run.turns?.map(({ role, text }) => [role, text]),
      [
        ['system', 'You sell lamps.'],
        ['user', 'Which lamp is this?'],
        ['assistant', undefined],
        ['tool', '{"name":"Rudolph"}'],
        ['assistant', 'It is a Rudolph.'],
      ],
    );
    assert.deepEqual(run.turns[1]?.data, {
      content: [{ type: 'image_url', image_url: { url: 'https://evil.example/lamp.png' } }],
    });
    assert.deepEqual(Object.keys(run.turns[2]?.data ?? {}), ['tool_calls']);
    assert.deepEqual(run.turns[3]?.data, { tool_call_id: 'call_1' });
    assert.equal(run.raw(), fixture('messages.json').trim());
  });

  it('of a conversation with a head has its title, model and time', async () => {
    const run = whole((await read('a.json', fixture('conversation.json')))[0]);
    assert.deepEqual(
      [run.title, factValue(run, 'model'), run.createdAt?.ms, run.ref.run],
      ['A red lamp', 'made-up-1', 1793534400000, 'conv-1'],
    );
  });

  it('of lines is read line by line: runs, conversations, or messages of one conversation', async () => {
    const conversations = await read('a.jsonl', fixture('conversations.jsonl'));
    assert.deepEqual(rowsOf(conversations), ['1: Which lamp is this? none', '2: Which lamp is this? none']);
    const messages = await read('a.jsonl', fixture('messages.jsonl'));
    assert.deepEqual(
      messages.map((item) => whole(item).turns?.length),
      [5],
    );
    assert.deepEqual(rowsOf(await read('mixed.json', fixture('mixed.jsonl'))), [
      'Run 1 failed',
      'Run 00000002 failed',
      'Line 5: line 5, column 8: expected a value, found "o"',
      'Conversation none',
    ]);
  });

  it('of values after each other, as jq writes them, shows all', async () => {
    const twice = `${fixture('cognigy-run.json')}\n${fixture('prompting-run.json')}`;
    assert.deepEqual(rowsOf(await read('a.json', twice)), ['Run 4 failed', 'Run 00000003 failed']);
  });

  it('of values that a separator begins (RFC 7464) shows all', async () => {
    const [one, other] = [fixture('cognigy-run.json'), fixture('prompting-run.json')];
    const rows = rowsOf(await read('a.json-seq', `\u001e${one}\n\u001e${other}\n`));
    assert.deepEqual(rows, ['Run 4 failed', 'Run 00000003 failed']);
  });

  it('of runs in lists of other names and in plain lists shows them, also our own exports', async () => {
    const [one, other] = [fixture('cognigy-run.json'), fixture('prompting-run.json')];
    for (const text of [`[${one},${other}]`, `{"meta":{},"tasks":[{"id":"t"}],"runs":[${one},${other}]}`])
      assert.deepEqual(rowsOf(await read('a.json', text)), ['Run 4 failed', 'Run 00000003 failed'], text);
  });

  it('of an answer without runs is empty, and no error', async () => {
    assert.deepEqual(await read('a.json', '{"data":[],"pagination":{"total":0}}'), []);
    assert.deepEqual(await read('a.json', '{"ok":true,"data":{"runs":[],"total":0}}'), []);
  });

  it('may be packed', async () => {
    const { bytes } = await unpacked(gzipSync(fixture('mixed.jsonl')));
    assert.equal((await read('mixed.jsonl.gz', bytes)).length, 4);
  });

  it('may begin with a byte order mark, and be UTF-16 as PowerShell writes it', async () => {
    const text = fixture('cognigy-run.json');
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    for (const content of [`\ufeff${text}`, utf16, new Uint8Array(Buffer.from(utf16).swap16())])
      assert.deepEqual(rowsOf(await read('a.json', content)), ['Run 4 failed']);
  });
});

describe('A transcript of the command line', () => {
  it('stands by itself when nothing is known of its run', async () => {
    const run = whole((await read('logs.json', fixture(logs)))[0]);
    assert.deepEqual([run.title, run.provider, run.turns?.length], ['Transcript', 'promptingCompany', 5]);
    assert.deepEqual(run.fromFile, { lacksRun: true });
    const named = whole((await read(logs, fixture(logs)))[0]);
    assert.deepEqual([named.title, named.ref.run], ['Transcript 00000002', second]);
  });

  it('is joined with its run in the same file', async () => {
    const run = whole((await read('mixed.jsonl', fixture('mixed.jsonl')))[1]);
    assert.deepEqual([run.ref.run, factValue(run, 'score'), run.turns?.length], [second, 31, 5]);
    assert.equal(run.turns?.[2]?.role, 'tool_call');
    assert.deepEqual(run.turns[2].data, { name: 'bash', input: { command: 'ls src' } });
    assert.ok(run.fromFile?.transcript?.().startsWith('{"session": {"events"'));
  });

  it('is joined with a run that is loaded: by the name of the file, a field, or as the person says', async () => {
    const rig = await filesRig({
      [logs]: fixture(logs),
      'field.json': fixture(logs).replace('{', `{"runId":"${second}",`),
      'said.json': fixture(logs),
    });
    rig.chosen.set('said.json', second);
    rig.loaded.push(...(await read('x.json', fixture('prompting-list.json'))));
    for (const name of [logs, 'field.json', 'said.json']) {
      const run = whole((await rig.items(name))[0]);
      assert.deepEqual(
        [run.title, factValue(run, 'score'), run.turns?.length],
        ['Run 00000002', 31, 5],
        name,
      );
      assert.equal(run.fromFile?.lacksRun, undefined);
    }
  });

  it('finds its run when that is loaded later and the file is read again', async () => {
    const rig = await filesRig({ [logs]: fixture(logs) });
    assert.equal(factValue(whole((await rig.items(logs))[0]), 'score'), undefined);
    rig.loaded.push(...(await rig.items(logs)), ...(await read('x.json', fixture('prompting-list.json'))));
    assert.equal(factValue(whole((await rig.items(logs))[0]), 'score'), 31);
  });
});

describe('Open files', () => {
  it('are collections of the one connection, and not read before somebody looks', async () => {
    const rig = await filesRig({ 'a.json': fixture('cognigy-run.json'), 'b.json': '' });
    const { items } = await rig.client.list([], request, never);
    assert.deepEqual(
      items.map((item) => item.kind === 'collection' && [item.noun, item.title, item.path]),
      [
        ['File', 'a.json', [uriOf('a.json')]],
        ['File', 'b.json', [uriOf('b.json')]],
      ],
    );
    assert.deepEqual(rig.reads, []);
  });

  it('are read again when they changed, and come in pages', async () => {
    const rig = await filesRig({ 'a.json': fixture('cognigy-list.json') });
    const path = [uriOf('a.json')];
    const page = await rig.client.list(path, { ...request, limit: 2 }, never);
    assert.deepEqual([page.items.length, page.total, page.next], [2, 3, '2']);
    const rest = await rig.client.list(path, { ...request, limit: 2, cursor: page.next }, never);
    assert.deepEqual([rest.items.length, rest.next], [1, undefined]);
    rig.contents.set('a.json', contentOf(fixture('cognigy-run.json'), '2'));
    assert.deepEqual(rowsOf(await rig.items('a.json')), ['Run 4 failed']);
  });

  it('are the only ones that are read, whatever a reference names', async () => {
    const rig = await filesRig();
    const ref = { connection: 'run-files', path: ['file:///etc/passwd'], run: 'x' };
    await assert.rejects(rig.client.run(ref, never), { reason: 'notFound' });
    await assert.rejects(rig.client.list(['file:///etc/passwd'], request, never), { reason: 'notFound' });
    assert.deepEqual(rig.reads, []);
  });
});
