import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingPieceError } from '../missingPiece.ts';
import { downloadsFolder } from '../paths.ts';
import { sayWithTime } from '../say.ts';

const serverPackage = 'code-server@4.139.1';
const folderName = 'vscode-server-4.139.1';
const stampName = 'installed.json';
const partialPrefix = `${folderName}.partial-`;

/**
 * The folder of VS Code's own server (the one with `out/server-main.js`). The first call installs it from npm,
 * without the native builds that only a terminal needs; an install that was interrupted is made anew.
 */
export async function ensureServer(): Promise<string> {
  const folder = join(downloadsFolder, folderName);
  if (!isComplete(folder)) {
    await sayWithTime("VS Code's server is not here yet: installing it from npm, once", () =>
      install(folder),
    );
  }
  return serverFolder(folder);
}

function serverFolder(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

function isComplete(folder: string): boolean {
  return (
    existsSync(join(folder, stampName)) && existsSync(join(serverFolder(folder), 'out', 'server-main.js'))
  );
}

/** Everything is made beside the final place and moved there by one rename, so a half install is never used. */
async function install(folder: string): Promise<void> {
  await removeAbandoned();
  const partial = join(downloadsFolder, partialPrefix + String(process.pid));
  await unpackServer(partial);
  await leaveOut(join(serverFolder(partial), 'package.json'), neverStarted);
  await npm(serverFolder(partial), ['install', '--omit=dev', '--ignore-scripts']);
  await writeFile(join(partial, stampName), JSON.stringify({ package: serverPackage }));
  if (!isComplete(partial))
    throw new MissingPieceError("VS Code's server", `${serverPackage} has another shape.`);
  if (!isComplete(folder)) await rm(folder, { recursive: true, force: true });
  try {
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!isComplete(folder)) throw error;
  }
}

/** Of the package, VS Code alone: `npm install` would bring all that the rest of it depends on. npm checks what it fetched. */
async function unpackServer(partial: string): Promise<void> {
  const folder = join(partial, 'node_modules', 'code-server');
  await mkdir(folder, { recursive: true });
  await npm(partial, ['pack', serverPackage]);
  const [tarball] = (await readdir(partial)).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new MissingPieceError("VS Code's server", 'npm pack brought nothing.');
  // Names without a drive: some programs called tar take what is before a colon for a machine.
  const within = ['-C', 'node_modules/code-server', '--strip-components=1', 'package/lib/vscode'];
  await run('tar', ['-xzf', tarball, ...within], partial, 'Its package could not be unpacked.');
  await rm(join(partial, tarball));
}

/** 195 MB of programs for agents, which only an agent's window would start. */
const neverStarted = ['@github/copilot-sdk', '@microsoft/mxc-sdk'];

async function leaveOut(file: string, names: readonly string[]): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  const kept = Object.entries(manifest.dependencies).filter(([name]) => !names.includes(name));
  await writeFile(file, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept) }));
}

async function removeAbandoned(): Promise<void> {
  if (!existsSync(downloadsFolder)) return;
  for (const name of await readdir(downloadsFolder)) {
    if (!name.startsWith(partialPrefix) || isAlive(Number(name.slice(partialPrefix.length)))) continue;
    await rm(join(downloadsFolder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function npm(folder: string, args: readonly string[]): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const failure = `npm could not install ${serverPackage}. Check the network and run the command again.`;
  await run('npm', [...args, ...quiet], folder, failure);
}

async function run(program: string, args: readonly string[], cwd: string, failure: string): Promise<void> {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    // npm is a script there.
    shell: process.platform === 'win32',
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new MissingPieceError("VS Code's server", `${failure} ${complaint.trim()}`);
}
