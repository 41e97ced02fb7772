import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
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

/**
 * Those of VS Code's own extensions that we meet: themes, and the languages of documents that we open, with their outline. The others log
 * in, debug, start programs, or are grammars of eighty languages, and take time in each window.
 */
const met = /^(theme-defaults|theme-seti|json|markdown-basics|markdown-language-features)$/;

/** A folder with links to these of VS Code's own extensions alone. */
export async function linkOwnExtensions(folder: string, installed: string): Promise<void> {
  await mkdir(folder);
  const all = await readdir(join(installed, 'extensions'));
  for (const name of all.filter((each) => met.test(each)))
    await symlink(join(installed, 'extensions', name), join(folder, name), 'junction');
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
