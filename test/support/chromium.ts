import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { canInstallPackages, installPackages, updatePackageLists } from './debian.ts';
import { findOnPath } from './findOnPath.ts';
import { MissingPieceError } from './missingPiece.ts';
import { sayWithTime } from './say.ts';

/** No service of a browser vendor is asked for anything, and root needs no sandbox. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No other machine is reached, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A page that is gone in seconds does not live to have the use of what V8 compiles for those that stay. */
export const shortLived = '--js-flags=--no-sparkplug,--no-maglev,--no-opt,--single-threaded-gc';

/** The shell has no window, tabs or toolbars to start with each page: that is half of a page's work and more. */
const shells = ['chromium-headless-shell', 'chrome-headless-shell'];
const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** A headless Chromium with a new, empty profile. Whoever launches it closes it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = await findChromium();
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...options,
    args: [...flags, ...(options.args ?? [])],
  });
}

/**
 * The path of a Chromium: CHROME_PATH, else one on the PATH, else one that Playwright installed, else a new
 * one is installed. Throws MissingPieceError when there is none to be had.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new MissingPieceError('Chromium', `CHROME_PATH names ${named}, which does not exist.`);
  }
  const found = findInstalled();
  if (found !== undefined) return found;
  await sayWithTime('No Chromium on this machine: installing one', install);
  const installed = findInstalled();
  if (installed !== undefined) return installed;
  throw new MissingPieceError(
    'Chromium',
    'It was installed but is not to be found. Set CHROME_PATH to a browser.',
  );
}

function findInstalled(): string | undefined {
  for (const name of [...shells, ...browsers]) {
    const path = findOnPath(name);
    if (path !== undefined) return path;
  }
  const playwrights = chromium.executablePath();
  return existsSync(playwrights) ? playwrights : undefined;
}

function install(): void {
  try {
    if (canInstallPackages()) installDebianPackage();
    else installWithPlaywright();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MissingPieceError(
      'Chromium',
      `It could not be installed. Set CHROME_PATH to a browser. (${reason})`,
    );
  }
}

function installDebianPackage(): void {
  updatePackageLists();
  const get = (name: string) => installPackages(name, 'fonts-dejavu-core');
  try {
    get('chromium-headless-shell');
  } catch {
    // Older systems have the whole browser only.
    get('chromium');
  }
}

function installWithPlaywright(): void {
  const packageJson = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const args = [resolve(dirname(packageJson), 'cli.js'), 'install', 'chromium'];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}
