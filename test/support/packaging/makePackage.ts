import { globSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { buildAll } from '../../../esbuild.mjs';
import { runTool } from '../layers/checks.ts';
import { outFolder, projectRoot } from '../paths.ts';
import { bundledLibraries, noticesOf, unknownLicences, type Library } from './libraries.ts';
import { sbomOf } from './sbom.ts';

export interface Package {
  readonly vsix: string;
  /** The bill of materials, beside it. */
  readonly sbom: string;
  /** The folder that was packed. */
  readonly folder: string;
  /** What went into each bundle of the extension host. */
  readonly host: Metafile;
  /** The text of ThirdPartyNotices.txt, made of what is in the bundles. */
  readonly notices: string;
  /** Everything that vsce said. */
  readonly said: string;
}

/** So that the same sources make the same bytes, whoever packs them: files have no time and no permissions of their own. */
const sameEachTime = { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 0, 1) / 1000), TZ: 'UTC' };

const copied = ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'skills'];

/** Words, in each language. */
const wordFiles = ['package.nls*.json', 'l10n/bundle.l10n.*.json'];

/**
 * Builds for production and packs the result as out/agent-run-inspector.vsix. It is staged in a folder of its
 * own, so that the development build in dist/ stays as it is.
 * @param flags further ones for vsce
 */
export async function makePackage(flags: readonly string[] = []): Promise<Package> {
  const folder = join(outFolder, 'package');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of copied) await cp(join(projectRoot, name), join(folder, name), { recursive: true });
  await mkdir(join(folder, 'l10n'));
  for (const name of globSync(wordFiles, { cwd: projectRoot }))
    await writeFile(join(folder, name), JSON.stringify(await readJson(name)));
  await writeFile(join(folder, 'package.json'), await publishedManifest());
  const { host, webview } = await buildAll({ production: true, outdir: join(folder, 'dist') });
  const libraries = bundledLibraries([host, webview]);
  const unknown = unknownLicences(libraries);
  if (unknown.length > 0)
    throw new Error(`Licences that are not in licences.ts may not be packed: ${unknown.join(', ')}.`);
  const notices = noticesOf(libraries);
  await writeFile(join(folder, 'ThirdPartyNotices.txt'), notices);
  const sbom = join(outFolder, 'agent-run-inspector.cdx.json');
  await writeFile(sbom, await billOfMaterials(libraries));
  for (const file of globSync('**/*', { cwd: folder, withFileTypes: true }))
    if (file.isFile()) await chmod(join(file.parentPath, file.name), 0o644);
  const vsix = join(outFolder, 'agent-run-inspector.vsix');
  await rm(vsix, { force: true });
  const args = ['package', '--no-dependencies', ...flags, '-o', vsix];
  const said = await runTool('@vscode/vsce/vsce', args, folder, sameEachTime);
  return { vsix, sbom, folder, host, notices, said };
}

async function billOfMaterials(libraries: readonly Library[]): Promise<string> {
  const { packages } = (await readJson('package-lock.json')) as { packages: Parameters<typeof sbomOf>[2] };
  return sbomOf((await readJson('package.json')) as Parameters<typeof sbomOf>[0], libraries, packages);
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(projectRoot, name), 'utf8'));
}

/** The manifest less what only a clone can use. */
async function publishedManifest(): Promise<string> {
  const manifest = (await readJson('package.json')) as Record<string, unknown>;
  const ofClone = new Set(['scripts', 'devDependencies', 'allowScripts', 'private']);
  const kept = Object.entries(manifest).filter(([key]) => !ofClone.has(key));
  return JSON.stringify(Object.fromEntries(kept));
}
