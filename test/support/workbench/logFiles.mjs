/**
 * Preloaded into VS Code's server (`node --import`) and by it into its extension hosts: log files without the native module
 * that VS Code writes them with, which the rig does not build. Output channels show these files, too.
 */
import childProcess from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@vscode/spdlog' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
});

const { fork } = childProcess;
childProcess.fork = (module, args, options) => {
  const execArgv = [...(options?.execArgv ?? process.execArgv), `--import=${import.meta.url}`];
  return fork(module, args, { ...options, execArgv });
};
syncBuiltinESMExports();

/** The part of the module's shape that VS Code uses. */
export const setFlushOn = () => undefined;

export async function createAsyncRotatingLogger(_name, file) {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
  mkdirSync(dirname(file), { recursive: true });
  let least = 0;
  let isPlain = false;
  const write = (level, text) => {
    if (levels.indexOf(level) < least) return;
    const head = isPlain ? '' : `${new Date().toISOString().replace('T', ' ').slice(0, -1)} [${level}] `;
    appendFileSync(file, `${head}${text}${isPlain ? '' : '\n'}`);
  };
  return {
    ...Object.fromEntries(levels.map((level) => [level, (text) => write(level, text)])),
    setLevel: (level) => (least = level),
    setPattern: () => (isPlain = false),
    clearFormatters: () => (isPlain = true),
    flush: () => undefined,
    drop: () => undefined,
  };
}

export const createRotatingLogger = createAsyncRotatingLogger;
export default { setFlushOn, createAsyncRotatingLogger, createRotatingLogger };
