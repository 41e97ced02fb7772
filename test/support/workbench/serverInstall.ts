import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
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
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
  await npm(partial, ['install', serverPackage, '--ignore-scripts']);
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
  const child = spawn('npm', [...args, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code === 0) return;
  throw new MissingPieceError(
    "VS Code's server",
    `npm could not install ${serverPackage}. Check the network and run the command again. ${complaint.trim()}`,
  );
}
