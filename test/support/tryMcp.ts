/**
 * `npm run try:mcp`: installs the official MCP Inspector into a temporary folder, and lets its command line ask the
 * built server, on an archive of made-up runs. Prints what was expected and what was seen.
 * TRY_FOLDER names a folder that is kept for the next time.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../src/archive/main.ts';
import { saidRun, trail, worker } from '../unit/archive/support.ts';
import { projectRoot } from './paths.ts';
import { say } from './say.ts';

const version = '2.12.0';
const kept = process.env['TRY_FOLDER'];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'try-mcp-'));
const inspector = join(folder, 'node_modules', '.bin', 'mcp-inspector');
const archiveFolder = join(folder, 'archive');
const wrong: string[] = [];

try {
  install();
  execFileSync(process.execPath, [join(projectRoot, 'esbuild.mjs'), '--production'], { cwd: projectRoot });
  await fill();
  const tools = inspect('--method', 'tools/list');
  for (const name of [
    'list_connections',
    'list_runs',
    'get_run',
    'search_transcripts',
    'explain_batch',
    'compare',
  ])
    check(`tools/list names ${name}`, tools.includes(`"name": "${name}"`), tools);
  check('all tools only read', tools.match(/"readOnlyHint": true/g)?.length === 6, tools);
  const connections = call('list_connections');
  check('list_connections names the connection', connections.includes('connection shop'), connections);
  const runs = call('list_runs', 'in=shop');
  check('list_runs answers', runs.includes('"type": "text"') && !runs.includes('"isError": true'), runs);
  const search = call('search_transcripts', 'query=parrot');
  check('search_transcripts finds the run', search.includes('green parrot'), search);
  const advice = call('get_run', 'run=nothing');
  check('an unknown run is answered with advice', advice.includes('list_connections'), advice);
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
say(wrong.length === 0 ? 'All as expected.' : `${wrong.length} wrong.`);
process.exit(wrong.length > 0 ? 1 : 0);

function install(): void {
  if (existsSync(inspector)) return;
  say(`Installing the MCP Inspector ${version} in ${folder}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  const spec = `@modelcontextprotocol/inspector@${version}`;
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', spec], { cwd: folder });
}

async function fill(): Promise<void> {
  const retention = { days: undefined, megabytes: 100 };
  const archive = openArchive({ folder: archiveFolder, worker, retention, now: Date.now });
  archive.keep([saidRun('r-one', ['a green parrot']), saidRun('r-two', ['a blue whale'])], trail);
  await archive.dispose();
}

function call(tool: string, ...input: readonly string[]): string {
  const given = input.flatMap((each) => ['--tool-arg', each]);
  return inspect('--method', 'tools/call', '--tool-name', tool, ...given);
}

function inspect(...words: readonly string[]): string {
  const server = [process.execPath, join(projectRoot, 'dist', 'mcp.js'), archiveFolder];
  const { stdout, stderr } = spawnSync(process.execPath, [inspector, '--cli', ...server, ...words], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return `${stdout}${stderr}`;
}

function check(what: string, isSo: boolean, seen: string): void {
  say(`${isSo ? 'ok   ' : 'WRONG'} ${what}`);
  if (isSo) return;
  wrong.push(what);
  say(seen.slice(0, 2000));
}
