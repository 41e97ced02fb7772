import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Makes folders of extensions count as installed, from where they are: VS Code reads the list of installed
 * extensions, with their locations, from `extensions.json`.
 */
export async function linkExtensions(extensionsFolder: string, folders: readonly string[]): Promise<void> {
  await mkdir(extensionsFolder, { recursive: true });
  const entries = [];
  for (const folder of folders) {
    const { publisher, name, version } = await readManifest(folder);
    entries.push({
      identifier: { id: `${publisher}.${name}` },
      version,
      location: { $mid: 1, path: folder, scheme: 'file' },
      relativeLocation: '',
      metadata: { isMachineScoped: true, source: 'vsix', pinned: true },
    });
  }
  await writeFile(join(extensionsFolder, 'extensions.json'), JSON.stringify(entries));
}

async function readManifest(folder: string): Promise<Manifest> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (isManifest(manifest)) return manifest;
  throw new Error(`${folder} holds no extension: its package.json needs publisher, name and version.`);
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  return ['publisher', 'name', 'version'].every((key) => key in value);
}
