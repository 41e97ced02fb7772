/** The server as assistants start it: a process of its own, asked by the SDK's client, beside windows that write. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { bundled } from '../../support/bundled.ts';
import { atEnd, found, openRig, openSession, saidRun, temporaryFolder, trail } from '../archive/support.ts';

const programs = mkdtempSync(join(tmpdir(), 'agent-runs-mcp-'));
after(() => rmSync(programs, { recursive: true, force: true }));
const script = bundled('src/mcp/main.ts', programs);
const noWarning = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
// Node itself lets it write nothing, and start nothing.
const confined = ['--permission', '--allow-fs-read=*', '--disable-warning=SecurityWarning'];

async function clientOf(context: TestContext, folder: string, env: Record<string, string> = {}) {
  const transport = new StdioClientTransport({
    ...{ command: process.execPath, args: [...confined, script, folder], stderr: 'pipe' },
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const said: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const client = new Client({ name: 'test', version: '1' });
  const errors: Error[] = [];
  client.onerror = (error) => errors.push(error);
  await client.connect(transport);
  atEnd(context, () => client.close());
  const ask = async (name: string, input: Record<string, unknown> = {}) => {
    const result = (await client.callTool({ name, arguments: input })) as CallToolResult;
    const [content] = result.content;
    assert.ok(content?.type === 'text');
    return { text: content.text, failed: result.isError === true };
  };
  return { client, ask, said, errors };
}

function archived(context: TestContext, ...runs: Parameters<typeof saidRun>[]): string {
  const folder = temporaryFolder(context);
  const { session, keep } = openSession(context, { folder });
  keep(runs.map((run) => saidRun(...run)));
  session.close();
  return folder;
}

test('all questions are offered, as tools that only read', async (context) => {
  const { client, said, errors } = await clientOf(context, archived(context, ['a', ['parrot']]));
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map(({ name }) => name).toSorted(), [
    'compare',
    'explain_batch',
    'get_run',
    'list_connections',
    'list_runs',
    'search_transcripts',
  ]);
  for (const { annotations, inputSchema, description } of tools) {
    assert.deepEqual([annotations?.readOnlyHint, annotations?.openWorldHint], [true, false]);
    assert.equal(inputSchema.type, 'object');
    assert.ok((description ?? '').length > 50);
  }
  assert.match(client.getInstructions() ?? '', /untrusted/);
  assert.deepEqual([said, errors], [[], []]);
});

test('questions are answered from the archive, and nothing in its folder changes', async (context) => {
  const folder = archived(context, ['r-one', ['a green parrot']], ['r-two', ['a blue whale'], { minute: 1 }]);
  const contents = () =>
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
  const before = contents();
  const { ask, said, errors } = await clientOf(context, folder);
  const connections = await ask('list_connections');
  assert.match(connections.text, /connection shop/);
  const search = await ask('search_transcripts', { query: 'parrot' });
  assert.match(search.text, /r-one/);
  assert.match(search.text, /green parrot/);
  assert.doesNotMatch(search.text, /r-two|whale/);
  const wrong = await ask('list_runs', { in: 'https://evil.example/' });
  assert.deepEqual([wrong.failed, /list_connections/.test(wrong.text)], [true, true]);
  const misspelt = await ask('get_run', { rnu: 'x' });
  assert.deepEqual([misspelt.failed, /input is not as the tool takes it/.test(misspelt.text)], [true, true]);
  assert.deepEqual(contents(), before);
  assert.deepEqual([said, errors], [[], []]);
});

test("the person's own patterns are taken out; where one cannot be used, nothing is answered", async (context) => {
  const folder = archived(context, ['r-one', ['a green parrot of customer-4711']]);
  const variable = 'AGENT_RUNS_REDACTION_PATTERNS';
  const { ask } = await clientOf(context, folder, { [variable]: '["customer-\\\\d+"]' });
  const { text } = await ask('search_transcripts', { query: 'parrot' });
  assert.match(text, /green parrot of \[removed\]/);
  assert.doesNotMatch(text, /4711/);
  for (const broken of ['["("]', 'no json']) {
    const answer = await (await clientOf(context, folder, { [variable]: broken })).ask('list_connections');
    assert.deepEqual([answer.failed, /redaction patterns/.test(answer.text)], [true, true]);
  }
});

function spawned(context: TestContext, folder: string): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [...confined, script, folder]);
  atEnd(context, () => child.kill('SIGKILL'));
  return child;
}

const call = (id: number, name: string, input: unknown = {}) =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: input } })}\n`;
const hello = `${JSON.stringify({
  ...{ jsonrpc: '2.0', id: 0, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
})}\n`;

test('flooded and fed rubbish it answers each question once, all of stdout is protocol, and it ends with its input', async (context) => {
  const child = spawned(context, archived(context, ['a', ['parrot']]));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const rubbish = ['{"jsonrpc":', '\u0000\u001b[2J', '[]', '{"a":1}', 'x'.repeat(2 * 1024 * 1024)];
  child.stdin.write(hello);
  child.stdin.write(rubbish.map((line) => `${line}\n`).join(''));
  for (let id = 1; id <= 2000; id++) child.stdin.write(call(id, 'search_transcripts', { query: 'parrot' }));
  child.stdin.end();
  const [status] = (await once(child, 'close')) as [number];
  const messages = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: number | null; error?: { code: number }; result?: unknown });
  assert.equal(status, 0);
  const refused = messages.filter(({ id }) => id === null).map(({ error }) => error?.code);
  assert.deepEqual(refused, [-32700, -32700, -32600, -32600, -32700]);
  const answered = messages.filter(({ id, result }) => id !== null && id > 0 && result !== undefined);
  assert.deepEqual(
    answered.map(({ id }) => id).toSorted((a, b) => Number(a) - Number(b)),
    Array.from({ length: 2000 }, (_, i) => i + 1),
  );
  assert.equal(err, '');
});

test('killed in the middle of an answer it leaves the archive whole, and the next one answers', async (context) => {
  const { archive, folder, troubles } = openRig(context);
  archive.keep([saidRun('a', ['parrot'])], trail);
  await archive.flush();
  const child = spawned(context, folder);
  child.stdin.write(hello);
  for (let id = 1; id <= 200; id++) child.stdin.write(call(id, 'search_transcripts', { query: 'parrot' }));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
  archive.keep([saidRun('b', ['parrot'], { minute: 1 })], trail);
  await archive.flush();
  assert.deepEqual(await found(archive, 'parrot'), ['b', 'a']);
  const { ask } = await clientOf(context, folder);
  assert.match((await ask('search_transcripts', { query: 'parrot' })).text, /Run b[\s\S]*Run a/);
  assert.deepEqual(troubles, []);
});

test('two windows, two servers and a search at once: nothing is locked, nothing lost', async (context) => {
  const { archive, folder, troubles } = openRig(context);
  archive.keep([saidRun('first', ['parrot'])], trail);
  await archive.flush();
  const other = openRig(context, { folder });
  const servers = [await clientOf(context, folder), await clientOf(context, folder)];
  const writer = spawn(process.execPath, [
    ...[noWarning, join(import.meta.dirname, '../archive/writer.ts'), folder, 'written', '10', '20'],
  ]);
  atEnd(context, () => writer.kill('SIGKILL'));
  let out = '';
  writer.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const asking = new AbortController();
  const questions = servers.map(async ({ ask }) => {
    const answers = [];
    while (!asking.signal.aborted) {
      answers.push(await ask('search_transcripts', { query: 'parrot' }));
      answers.push(await ask('list_runs', { in: 'shop' }));
    }
    return answers;
  });
  const searches = (async () => {
    const hits = [];
    while (!asking.signal.aborted) hits.push((await found(other.archive, 'parrot')).length);
    return hits;
  })();
  await once(writer, 'close');
  asking.abort();
  const answers = (await Promise.all(questions)).flat();
  assert.ok(answers.length > 4);
  assert.deepEqual(
    answers.filter(({ failed }) => failed),
    [],
  );
  assert.ok((await searches).every((hits) => hits === 1));
  assert.equal(out.trim().split('\n').at(-1), '200');
  assert.equal((await found(archive, 'written', {}, 1000)).length, 200);
  assert.deepEqual([troubles, other.troubles], [[], []]);
  const { text } = await servers[0]!.ask('search_transcripts', { query: 'written', limit: 1 });
  assert.match(text, /written-199/);
});

test('without a folder it says what is missing, on stderr alone', async (context) => {
  for (const folder of ['', 'relative/folder']) {
    const child = spawned(context, folder);
    child.stdin.end();
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    assert.deepEqual(await once(child, 'close'), [2, null]);
    assert.equal(out, '');
    assert.match(err, /^Agent Run Inspector: the first argument must be the absolute path/);
  }
});
