/** The extension in a real extension host, over the server that is tried. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildAll } from '../../../esbuild.mjs';
import { runInHost } from '../host/runInHost.ts';
import { outFolder, projectRoot } from '../paths.ts';
import type { Seen, Task } from './inHost.ts';

export async function seeInHost(task: Omit<Task, 'results'>): Promise<Seen> {
  await buildAll();
  const folder = join(outFolder, 'test', 'try');
  mkdirSync(folder, { recursive: true });
  const testsPath = join(folder, 'inHost.js');
  const results = join(folder, 'seen.json');
  await build({
    ...{ absWorkingDir: projectRoot, entryPoints: ['test/support/tryPromptfoo/inHost.ts'] },
    ...{ outfile: testsPath, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'] },
  });
  const whole: Task = { ...task, results };
  await runInHost({ extensions: [projectRoot], testsPath, env: { TRY_TASK: JSON.stringify(whole) } });
  return JSON.parse(readFileSync(results, 'utf8')) as Seen;
}
