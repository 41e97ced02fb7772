import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot } from './paths.ts';

/**
 * A program of ours as one file of JavaScript: it starts in a third of the time, which counts where a test starts it
 * again and again.
 * @param entry its TypeScript, from the project's folder
 * @param folder where to put it; whoever made the folder removes it
 * @returns its path
 */
export function bundled(entry: string, folder: string): string {
  const name = entry.replace(/.*\//, '').replace(/\.ts$/, '.mjs');
  const outfile = join(folder, name);
  buildSync({
    ...{ absWorkingDir: projectRoot, entryPoints: [entry], outfile },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node22' },
    // Libraries that are CommonJS ask for Node's own parts with it.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return outfile;
}
