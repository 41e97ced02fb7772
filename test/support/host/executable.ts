import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { downloadsFolder } from '../paths.ts';
import { say } from '../say.ts';
import { prepareServer } from '../workbench/prepare.ts';

/** Our own server in the shape of a VS Code executable; see serverExecutable.ts. */
const serverExecutable = join(dirname(fileURLToPath(import.meta.url)), 'serverExecutable.ts');
const releases = 'https://update.code.visualstudio.com/api/releases/stable';
const patienceMs = 2_500;

/**
 * The VS Code that extension tests run in: VSCODE_EXECUTABLE, else the version VSCODE_VERSION, else a desktop VS Code that can be downloaded and
 * shown on this machine, else VS Code's server with a headless browser. Says which.
 */
export async function hostExecutable(): Promise<string> {
  const named = process.env['VSCODE_EXECUTABLE'];
  if (named !== undefined && named !== '') {
    say(`Extension tests run in VSCODE_EXECUTABLE, ${named}.`);
    return named;
  }
  const version = process.env['VSCODE_VERSION'];
  if (version !== undefined && version !== '') {
    // Nothing in its place: whoever names a version wants to know about that one.
    say(`Extension tests run in VS Code ${version}, downloaded once.`);
    return downloadAndUnzipVSCode({ version, cachePath: downloadsFolder });
  }
  const obstacle = await obstacleToDesktop();
  if (obstacle !== undefined) {
    say(`Extension tests run in VS Code's server with a headless browser: ${obstacle}.`);
    await prepareServer();
    return serverExecutable;
  }
  say('Extension tests run in a desktop VS Code, downloaded once.');
  return downloadAndUnzipVSCode({ cachePath: downloadsFolder });
}

async function obstacleToDesktop(): Promise<string | undefined> {
  const hasScreen = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (process.platform === 'linux' && !hasScreen) return 'there is no screen for a desktop VS Code';
  try {
    const answer = await fetch(releases, { method: 'HEAD', signal: AbortSignal.timeout(patienceMs) });
    return answer.ok ? undefined : `the download of a desktop VS Code answers ${answer.status}`;
  } catch {
    return 'no desktop VS Code can be downloaded from here';
  }
}
