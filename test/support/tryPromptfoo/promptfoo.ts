/** The real promptfoo from npm in a folder of its own, kept apart from everything of the person's. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { killGroup, onEnd } from '../childProcesses.ts';
import { agent, evaluations, type EvaluationName } from './evaluations.ts';

export const version = '0.123.1';

export class Promptfoo {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param userPort where the simulated user's model is asked for */
  constructor(folder: string, userPort: number) {
    this.#folder = folder;
    this.#env = {
      ...process.env,
      HOME: join(folder, 'home'),
      PROMPTFOO_CONFIG_DIR: join(folder, 'data'),
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_SHARING: '1',
      PROMPTFOO_REMOTE_GENERATION_URL: `http://127.0.0.1:${userPort}/api/v1/task`,
    };
  }

  /** About a minute and 300 MB the first time. */
  async install(): Promise<void> {
    for (const name of ['', 'home', 'data']) mkdirSync(join(this.#folder, name), { recursive: true });
    writeFileSync(join(this.#folder, 'agent.mjs'), agent);
    for (const [name, config] of Object.entries(evaluations))
      writeFileSync(join(this.#folder, `${name}.json`), JSON.stringify(config));
    if (existsSync(this.#entry)) return;
    writeFileSync(join(this.#folder, 'package.json'), '{"private": true}');
    // Without what is optional it is a sixth of the size; two natives of it are needed all the same.
    const isCommon = process.platform === 'linux' && process.arch === 'x64';
    const small = [
      '@libsql/linux-x64-gnu@0.5.29',
      '@esbuild/linux-x64@0.28.2',
      '--omit=optional',
      '--ignore-scripts',
    ];
    const words = ['install', `promptfoo@${version}`, ...(isCommon ? small : []), '--no-audit', '--no-fund'];
    await ended(spawn('npm', words, { cwd: this.#folder, stdio: 'inherit' }));
  }

  /** Runs an evaluation to its end. Failed tests are a status of 100. */
  async evaluate(name: EvaluationName, ...more: readonly string[]): Promise<void> {
    const status = await ended(this.#start('eval', '-c', `${name}.json`, ...usual, ...more), [0, 100]);
    if (status === 1) throw new Error(`promptfoo could not run ${name}.`);
  }

  /** One test after the other, so that one sees it go on. */
  begin(name: EvaluationName): ChildProcess {
    return this.#start('eval', '-c', `${name}.json`, '-j', '1', ...usual);
  }

  /** @returns when it answers */
  async serve(port: number): Promise<void> {
    this.#start('view', '--port', String(port), '-n');
    for (let tries = 0; tries < 100; tries++) {
      const isUp = await fetch(`http://localhost:${port}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return;
      await delay(200);
    }
    throw new Error('The server of promptfoo does not answer.');
  }

  get #entry(): string {
    return join(this.#folder, 'node_modules/promptfoo/dist/src/entrypoint.js');
  }

  #start(...words: readonly string[]): ChildProcess {
    const options = { cwd: this.#folder, env: this.#env, stdio: 'ignore', detached: true } as const;
    const child = spawn(process.execPath, [this.#entry, ...words], options);
    onEnd(() => killGroup(child));
    return child;
  }
}

const usual = ['--no-cache', '--no-progress-bar'];

export function ended(child: ChildProcess, good: readonly number[] = [0]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('exit', (status) => {
      if (status !== null && good.includes(status)) resolve(status);
      else reject(new Error(`It ended with status ${status ?? 'none'}.`));
    });
  });
}
