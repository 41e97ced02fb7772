import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Installs a packed extension by VS Code's own command, as `code --install-extension` does. @param server its folder */
export async function installVsix(vsix: string, server: string, dataFolder: string): Promise<void> {
  const main = join(server, 'out', 'server-main.js');
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', join(dataFolder, 'extensions')];
  const args = [main, '--install-extension', vsix, ...folders, '--accept-server-license-terms'];
  const { stdout } = await run(process.execPath, args);
  if (!stdout.includes('was successfully installed')) throw new Error(`It was not installed:\n${stdout}`);
}
