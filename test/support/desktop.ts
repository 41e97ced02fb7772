import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEnd } from './childProcesses.ts';
import { findOnPath } from './findOnPath.ts';

/** The desktop VS Code's command, unless it is the one that a remote VS Code puts into its own terminals. */
export function findDesktopCode(): string | undefined {
  const path = findOnPath('code');
  return path?.includes('remote-cli') === true ? undefined : path;
}

/**
 * Opens desktop VS Code in a temporary profile with extensions in development mode. Resolves when its window
 * is closed, with the exit code; the window is closed and the profile removed when this process ends.
 */
export async function openDesktop(
  code: string,
  extensions: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'agent-runs-desktop-'));
  const userData = join(profile, 'data');
  const workspace = join(profile, 'workspace');
  await mkdir(join(userData, 'User'), { recursive: true });
  await mkdir(workspace);
  await writeFile(
    join(userData, 'User', 'settings.json'),
    JSON.stringify({ 'workbench.startupEditor': 'none' }),
  );
  const forget = onEnd(() => closeDesktop(userData, profile));
  const args = [
    ...extensions.map((folder) => `--extensionDevelopmentPath=${folder}`),
    `--user-data-dir=${userData}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    '--new-window',
    '--wait',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-workspace-trust',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    workspace,
  ];
  const shell = process.platform === 'win32';
  const child = spawn(code, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell });
  const exitCode = await new Promise<number>((resolve, reject) =>
    child.once('error', reject).once('close', (status) => resolve(status ?? 1)),
  );
  forget();
  closeDesktop(userData, profile);
  return exitCode;
}

/** The command only launches the window; VS Code's main process writes its id to `code.lock` in its data folder. */
function closeDesktop(userData: string, profile: string): void {
  try {
    const pid = Number(readFileSync(join(userData, 'code.lock'), 'utf8'));
    if (pid > 1) process.kill(pid);
  } catch {
    // No window, or one that has been closed.
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
