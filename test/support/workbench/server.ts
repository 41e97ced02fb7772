import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { killGroup, onEnd } from '../childProcesses.ts';
import { linkExtensions, linkOwnExtensions } from './extensions.ts';
import { installVsix } from './installVsix.ts';
import { ensureServer } from './serverInstall.ts';
import { quietSettings } from './settings.ts';

export interface ServerOptions {
  /** User settings, on top of those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Text of files in the workspace, by path, there before the window is. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders of extensions that count as installed. */
  readonly extensions?: readonly string[];
  /** Folder of an extension that runs in the page, as on vscode.dev, and not on the server. */
  readonly inBrowser?: string;
  /** With all extensions that are VS Code's own, as people have it; else without those that only take time. */
  readonly complete?: boolean;
  /** A packed extension that is installed first. */
  readonly vsix?: string;
  /** Called with the folder of the installed extension, before anybody reads it. */
  readonly onInstalled?: (folder: string) => Promise<void>;
  /** Added to the environment of the extension host; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Honours the page's payload (extension tests), and shows no notification toasts. */
  readonly smokeDriver?: boolean;
  /** Log files are written, at this level: a lot. Without it there are none. */
  readonly logLevel?: 'trace';
  /** A free one when left out. */
  readonly port?: number;
}

/** A running VS Code server with its own temporary data folder. */
export interface VsCodeServer {
  readonly origin: string;
  /** Opens the workbench on the empty workspace. */
  readonly url: string;
  /** An empty folder to open as the workspace. */
  readonly workspace: string;
  readonly dataFolder: string;
  /** Everything the server and its extension hosts wrote to their output. */
  output(): string;
  /** Ends the server and its children, and removes its data folder. */
  stop(): void;
}

/** Starts a server on loopback. It ends with `stop`, or when this process ends, however that happens. */
export async function startServer(options: ServerOptions = {}): Promise<VsCodeServer> {
  const installed = await ensureServer();
  const dataFolder = await mkdtemp(join(tmpdir(), 'agent-runs-vscode-'));
  const workspace = join(dataFolder, 'workspace');
  await mkdir(join(dataFolder, 'data', 'User'), { recursive: true });
  await mkdir(workspace);
  for (const [name, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), text);
  }
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, undefined, 2);
  await writeFile(join(dataFolder, 'data', 'User', 'settings.json'), settings);
  await linkExtensions(join(dataFolder, 'extensions'), options.extensions ?? []);
  if (options.complete !== true) await linkOwnExtensions(join(dataFolder, ownExtensions), installed);
  if (options.vsix !== undefined) {
    const folder = await installVsix(options.vsix, installed, dataFolder);
    await options.onInstalled?.(folder);
  }

  const child = spawn(process.execPath, [serverMain, ...flags(dataFolder, options)], {
    cwd: workspace,
    env: {
      ...environment(),
      EXTENSIONS_GALLERY: noGallery,
      ...(options.logLevel === undefined ? {} : { NODE_OPTIONS: `--import=${logFiles}` }),
      ...options.env,
      RIG_SERVER_FOLDER: installed,
      RIG_DATA_FOLDER: dataFolder,
      RIG_SERVER_PORT: String(options.port ?? 0),
      RIG_EXTENSION_FOLDER: options.inBrowser,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const end = (): void => {
    killGroup(child);
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  const forget = onEnd(end);
  const stop = (): void => {
    forget();
    end();
  };
  try {
    const port = await readyPort(child, () => chunks.join(''));
    const origin = `http://127.0.0.1:${port}`;
    const url = `${origin}/?folder=${encodeURIComponent(workspace)}`;
    return { origin, url, workspace, dataFolder, output: () => chunks.join(''), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

const ownExtensions = 'own-extensions';
const serverMain = join(dirname(fileURLToPath(import.meta.url)), 'serverMain.ts');
const logFiles = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'logFiles.mjs')).href;
/** No marketplace is asked for anything. */
const noGallery = JSON.stringify({ serviceUrl: '' });
const startTimeoutMs = 60_000;

function flags(dataFolder: string, { smokeDriver, logLevel, complete }: ServerOptions): string[] {
  return [
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-workspace-trust',
    '--server-data-dir',
    dataFolder,
    '--extensions-dir',
    join(dataFolder, 'extensions'),
    ...(complete === true ? [] : ['--builtin-extensions-dir', join(dataFolder, ownExtensions)]),
    ...(smokeDriver === true ? ['--enable-smoke-test-driver'] : []),
    ...(logLevel === undefined ? [] : ['--log', logLevel]),
  ];
}

/** Ours, less what a surrounding VS Code, npm or test runner left there for its own children. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|npm_|NODE_)/.test(name));
  return Object.fromEntries(kept);
}

type ServerProcess = ChildProcessByStdio<Writable, Readable, Readable>;

function readyPort(child: ServerProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`VS Code's server ${why}. It wrote:\n${output().slice(-4000)}`));
    const timer = setTimeout(() => fail(`was not ready after ${startTimeoutMs / 1000} s`), startTimeoutMs);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended at once (${signal ?? String(code)})`);
    });
    child.stdout.on('data', () => {
      const ready = /^ready (\d+)$/m.exec(output());
      if (ready === null) return;
      clearTimeout(timer);
      resolve(Number(ready[1]));
    });
  });
}
