/**
 * `npm start`: builds the extension and opens VS Code with it and its sample connections.
 *   npm start -- [--data FOLDER] [--production] [--theme light|dark|hc|hc-light]
 *   npm start -- --screenshot FILE [--overview] [--split] [--size WIDTHxHEIGHT] [--side-bar WIDTH]
 *                                headless: a picture of a failed sample run, of the overview of its simulation, or of a
 *                                failed run beside the nearest passing one
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../../esbuild.mjs';
import { findDesktopCode, openDesktop } from './desktop.ts';
import { findOnPath } from './findOnPath.ts';
import { projectRoot } from './paths.ts';
import { say, sayWithTime } from './say.ts';
import { takeScreenshot, type Pictured } from './screenshot.ts';
import { readStartOptions, type StartOptions } from './startOptions.ts';
import { startServer } from './workbench/server.ts';
import { themes } from './workbench/settings.ts';

const extensions = [projectRoot, join(projectRoot, 'test', 'support', 'starter')];

const pictured: Readonly<Record<Pictured, string>> = {
  run: 'a failed sample run',
  overview: 'the overview of a simulation',
  split: 'a failed run beside a passing one',
};

try {
  // npm moves into the project's folder; INIT_CWD is where the person stood.
  const options = readStartOptions(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  await start(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function start(options: StartOptions): Promise<void> {
  if (options.data !== undefined && !existsSync(options.data)) {
    throw new Error(`--data names ${options.data}, which does not exist.`);
  }
  const env: Record<string, string> = options.data === undefined ? {} : { AGENT_RUNS_DATA: options.data };
  await sayWithTime('Building the extension', () => buildAll({ production: options.production }));
  if (options.screenshot !== undefined) {
    await screenshot(options.screenshot, options, env);
    return;
  }
  const code = findDesktopCode();
  if (code === undefined) await openInBrowser(options, env);
  else {
    say('Opening desktop VS Code in a temporary profile. Close its window or press Ctrl+C to end.');
    process.exitCode = await openDesktop(code, extensions, env);
  }
}

async function screenshot(file: string, options: StartOptions, env: Record<string, string>): Promise<void> {
  const theme = options.theme === undefined ? {} : { theme: options.theme };
  const what: Pictured = options.split ? 'split' : options.overview ? 'overview' : 'run';
  await sayWithTime(`Opening ${pictured[what]}`, () =>
    takeScreenshot(file, what, options.sideBar, { extensions, env, viewport: options.size, ...theme }),
  );
  say(`Wrote ${file}`);
}

async function openInBrowser(options: StartOptions, env: Record<string, string>): Promise<void> {
  say("There is no desktop VS Code (`code`) on the PATH: using VS Code's own server.");
  const settings = options.theme === undefined ? {} : { 'workbench.colorTheme': themes[options.theme] };
  const server = await startServer({ extensions, env, settings, complete: true });
  say(`\nVS Code is at ${server.url}\nPress Ctrl+C to end it.`);
  openBrowser(server.url);
}

/** Opens the address in the person's own browser, where there is a screen to show one. */
function openBrowser(url: string): void {
  const hasScreen =
    process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  const opener = { darwin: 'open', win32: 'explorer', linux: 'xdg-open' }[process.platform as string];
  if (!hasScreen || process.env['CI'] !== undefined || opener === undefined) return;
  if (process.platform === 'linux' && findOnPath(opener) === undefined) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => say('No browser could be opened. Open the address by hand.'))
    .unref();
}
