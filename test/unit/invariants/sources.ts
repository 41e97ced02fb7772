/** The sources as the invariants see them: files and their text. What they import is in modules.ts. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .map((path) => ({ path, text: readText(path) })),
  );
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/**
 * Where Node is, as a condition of what is offered before the extension runs: until then it cannot say itself that it is in
 * a browser, but without a remote server there is nowhere else.
 */
export const notInBrowser = '!agentRuns.inBrowser && !(isWeb && !remoteName)';

/** The text of package.json as a person sees it in English: its words are in package.nls.json. */
export function manifestText(): string {
  const words = JSON.parse(readText('package.nls.json')) as Readonly<Record<string, string>>;
  return readText('package.json').replace(/"%([^%"]+)%"/g, (whole, key: string) =>
    JSON.stringify(words[key] ?? whole),
  );
}
