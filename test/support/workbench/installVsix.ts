import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Installs a packed extension by VS Code's own command, as `code --install-extension` does.
 * @param server its folder
 * @returns the folder that the extension has there
 */
export async function installVsix(vsix: string, server: string, dataFolder: string): Promise<string> {
  const main = join(server, 'out', 'server-main.js');
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', join(dataFolder, 'extensions')];
  const args = [main, '--install-extension', vsix, ...folders, '--accept-server-license-terms'];
  const { stdout } = await run(process.execPath, args);
  if (!stdout.includes('was successfully installed')) throw new Error(`It was not installed:\n${stdout}`);
  const installed = await readdir(join(dataFolder, 'extensions'), { withFileTypes: true });
  const folder = installed.find((entry) => entry.isDirectory())?.name;
  if (folder === undefined) throw new Error('It was installed, but it has no folder.');
  return join(dataFolder, 'extensions', folder);
}
