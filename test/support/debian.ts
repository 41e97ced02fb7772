import { execFileSync } from 'node:child_process';
import { findOnPath } from './findOnPath.ts';

/** Whether packages of Debian and its kin can be installed without a question. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
}

export function updatePackageLists(): void {
  run(['update', '-q']);
}

/** @throws when one of them is not to be had */
export function installPackages(...names: readonly string[]): void {
  run(['install', '-q', '-y', '--no-install-recommends', ...names]);
}

function run(args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
