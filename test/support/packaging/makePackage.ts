import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildAll } from '../../../esbuild.mjs';
import { runTool } from '../layers/checks.ts';
import { outFolder, projectRoot } from '../paths.ts';

export interface Package {
  readonly vsix: string;
  /** The folder that was packed. */
  readonly folder: string;
  /** What went into each bundle of the extension host. */
  readonly host: Metafile;
}

const copied = ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'skills'];

/**
 * Builds for production and packs the result as out/agent-run-inspector.vsix. It is staged in a folder of its
 * own, so that the development build in dist/ stays as it is.
 */
export async function makePackage(): Promise<Package> {
  const folder = join(outFolder, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of copied) {
    if (existsSync(join(projectRoot, name)))
      await cp(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, 'package.json'), await publishedManifest());
  const { host } = await buildAll({ production: true, outdir: join(folder, 'dist') });
  const vsix = join(outFolder, 'agent-run-inspector.vsix');
  await rm(vsix, { force: true });
  // The README's pictures are in the package, and there is no repository whose address could replace them.
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await runTool('@vscode/vsce/vsce', ['package', ...flags, '-o', vsix], folder);
  return { vsix, folder, host };
}

/** The manifest less what only a clone can use. */
async function publishedManifest(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const ofClone = new Set(['scripts', 'devDependencies', 'allowScripts', 'private']);
  const kept = Object.entries(manifest).filter(([key]) => !ofClone.has(key));
  return `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`;
}
