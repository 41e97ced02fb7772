import { PassThrough } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import { hostExecutable } from './executable.ts';

export interface HostRun {
  /** Folders of the extensions in development mode. */
  readonly extensions: readonly string[];
  /** A CommonJS file that exports `run(): Promise<void>`, called inside the extension host. */
  readonly testsPath: string;
  readonly env?: Readonly<Record<string, string>>;
  /** One to use instead of choosing; for several runs in a row. */
  readonly executable?: string;
}

/**
 * Runs a file inside a real extension host. Rejects when `run` there rejects, with what the host wrote to its
 * error output.
 */
export async function runInHost(run: HostRun): Promise<void> {
  const errors: string[] = [];
  const collect = new PassThrough().setEncoding('utf8').on('data', (text: string) => errors.push(text));
  try {
    await runTests({
      vscodeExecutablePath: run.executable ?? (await hostExecutable()),
      extensionDevelopmentPath: [...run.extensions],
      extensionTestsPath: run.testsPath,
      extensionTestsEnv: { ...run.env },
      stdout: new PassThrough().resume(),
      stderr: collect,
    });
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\n${errors.join('').slice(-6000)}`,
    );
  }
}
