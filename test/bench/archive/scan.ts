/** What one does without an archive: the same texts as files, a file a run, and a scan over all of them. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../../src/core/run/run.ts';
import { findOnPath } from '../../support/findOnPath.ts';

export async function writeTexts(folder: string, runs: readonly Run[]): Promise<void> {
  const made = new Set<string>();
  await Promise.all(
    runs.map(async ({ ref, turns, summary }) => {
      const inside = join(folder, ...ref.path.map((part) => part.replace(':', '-')));
      if (!made.has(inside)) await mkdir(inside, { recursive: true });
      made.add(inside);
      const texts = [...(turns ?? []).map(({ text }) => text ?? ''), summary ?? ''];
      await writeFile(join(inside, `${ref.run}.txt`), texts.join('\n'));
    }),
  );
}

export interface Scanner {
  readonly name: string;
  /** Milliseconds to name all files that have the word, phrase or `begin*`. */
  readonly scan: (text: string, folder: string) => Promise<number>;
}

export function findScanner(): Scanner | undefined {
  for (const [name, options] of [
    ['rg', ['--no-config', '-il']],
    ['grep', ['-rilE']],
  ] as const)
    if (findOnPath(name))
      return {
        name: [name, ...options].join(' '),
        scan: (text, folder) => timed(name, [...options, patternOf(text), folder]),
      };
  return undefined;
}

function patternOf(text: string): string {
  const words = text.replaceAll('"', '');
  return words.endsWith('*') ? `\\b${words.slice(0, -1)}` : `\\b${words}\\b`;
}

function timed(program: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    // In bytes, which is how grep is quickest. Exit code 1 says that nothing was found.
    const options = { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 1 << 30 };
    execFile(program, args, options, (error) => {
      if (error && error.code !== 1) reject(new Error(error.message));
      else resolve(performance.now() - start);
    });
  });
}
