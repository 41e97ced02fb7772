import { existsSync, globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { outFolder, projectRoot } from '../paths.ts';
import { privateAuthority } from '../proxy/privateAuthority.ts';
import { hostExecutable } from './executable.ts';
import type { HostResults } from './results.ts';
import { runInHost } from './runInHost.ts';

/** Bundles test/host and runs it in a real extension host. `extension` is the folder of the extension. */
export async function runHostTests(extension = projectRoot): Promise<HostResults> {
  const folder = join(outFolder, 'test', 'host');
  await bundle(folder);
  const results = join(outFolder, 'test', 'host-results.json');
  await rm(results, { force: true });
  const executable = await hostExecutable();
  const error = await runInHost({
    executable,
    extensions: [extension],
    testsPath: join(folder, 'run.js'),
    env: { RIG_RESULTS: results, ...privateAuthority(join(outFolder, 'test', 'host-trust')) },
  }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (existsSync(results)) return JSON.parse(await readFile(results, 'utf8')) as HostResults;
  throw error instanceof Error ? error : new Error('The extension host ended without results.');
}

async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const tests = globSync('test/host/**/*.test.ts', { cwd: projectRoot });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [
      { in: 'test/support/host/mochaRun.ts', out: 'run' },
      ...tests.map((file) => ({
        in: file,
        out: file.replace(/^test[\\/]host[\\/]/, '').replace(/\.ts$/, ''),
      })),
    ],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    define: { DEV_BUILD: 'true' },
    logLevel: 'warning',
  });
}
