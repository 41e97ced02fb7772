/** The workbench under measurement: opens and closes one webview at a time, by key as a person does. */
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Frame } from 'playwright-core';
import { buildAll } from '../../../esbuild.mjs';
import { projectRoot } from '../../support/paths.ts';
import { openWorkbench, type Workbench } from '../../support/workbench/workbench.ts';
import { runRef, sizes, writePanelData, type Size } from './data.ts';
import { watchFrames, type Painted } from './inPage.ts';

/** What can be opened: the panel with a run of so many turns, or one of the webviews to compare it with. */
export type Subject = Size | 'trivial' | 'naive';

export interface Opened {
  readonly frame: Frame;
  /** From the key to the first painted turn. */
  readonly openMs: number;
  /** From the data, which the host had, being given to the page, to the first painted turn. */
  readonly firstPaintMs: number | undefined;
  /** Where the time goes: from the key to each of these. */
  readonly phases: Readonly<Record<Phase, number>>;
}

export interface Heap {
  readonly jsMb: number;
  readonly domMb: number;
}

export type Phase = 'written' | 'started';

export interface Driver {
  open(subject: Subject): Promise<Opened>;
  /** Closes what is open. */
  close(): Promise<void>;
  /** In use after garbage collection, by the workbench and the webview together. */
  heap(): Promise<Heap>;
  stop(): Promise<void>;
}

const subjects: readonly Subject[] = ['trivial', 'naive', ...sizes];
const openTimeoutMs = 60_000;
/** A window goes on starting parts of its own for a while. */
const settleMs = 4000;

export async function startDriver(): Promise<Driver> {
  const folder = await mkdtemp(join(tmpdir(), 'agent-runs-bench-panel-'));
  const data = await writePanelData(folder);
  const extensions = [
    await builtExtension(join(folder, 'ours')),
    await benchExtension(join(folder, 'bench')),
  ];
  const workbench = await openWorkbench({
    extensions,
    env: { AGENT_RUNS_DATA: folder, PANEL_BENCH_DATA: data },
    viewport: { width: 1400, height: 1000 },
  });
  try {
    return await driverOf(workbench, folder);
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

async function driverOf(workbench: Workbench, folder: string): Promise<Driver> {
  const { page } = workbench;
  let onPainted: (frame: Frame, painted: Painted) => void = () => undefined;
  await page.exposeBinding('panelPainted', ({ frame }, painted: Painted) => onPainted(frame, painted));
  await page.addInitScript(watchFrames);
  await workbench.reload();
  await loadRuns(workbench);
  await page.waitForTimeout(settleMs);
  const session = await page.context().newCDPSession(page);
  return {
    async open(subject) {
      const [frame, painted] = await new Promise<[Frame, Painted]>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Nothing of ${subject} was painted in ${openTimeoutMs / 1000} s.`)),
          openTimeoutMs,
        );
        onPainted = (...args) => {
          clearTimeout(timer);
          resolve(args);
        };
        void page.keyboard.press(keyOf(subject));
      });
      const keyAt = await page.evaluate(() => window.benchKeyAt);
      return {
        frame,
        openMs: painted.paintedAt - keyAt,
        firstPaintMs: painted.givenAt === undefined ? undefined : painted.paintedAt - painted.givenAt,
        phases: { written: painted.writtenAt - keyAt, started: (painted.startedAt ?? NaN) - keyAt },
      };
    },
    async close() {
      await page.keyboard.press(closeKey);
      await page.locator('iframe.webview').first().waitFor({ state: 'detached' });
      await page.waitForTimeout(300);
    },
    heap: () => usedHeap(session),
    async stop() {
      await workbench.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The webview as it is published, in a development build of the extension: only that serves a folder of our own
 * as the samples.
 */
async function builtExtension(folder: string): Promise<string> {
  await buildAll({ production: true, outdir: join(folder, 'production') });
  await buildAll({ outdir: join(folder, 'dist') });
  await rm(join(folder, 'dist', 'webview'), { recursive: true });
  await rename(join(folder, 'production', 'webview'), join(folder, 'dist', 'webview'));
  for (const name of ['package.json', 'package.nls.json'])
    await cp(join(projectRoot, name), join(folder, name));
  await cp(join(projectRoot, 'media'), join(folder, 'media'), { recursive: true });
  return folder;
}

/** Each subject gets a key, so that all are opened in the same way. */
async function benchExtension(folder: string): Promise<string> {
  await mkdir(folder);
  await cp(join(projectRoot, 'test', 'bench', 'panel', 'extension.mjs'), join(folder, 'extension.mjs'));
  const manifest = {
    name: 'panel-bench',
    publisher: 'agent-run-inspector',
    version: '0.0.0',
    engines: { vscode: '^1.105.0' },
    extensionKind: ['ui', 'workspace'],
    main: './extension.mjs',
    activationEvents: ['onStartupFinished'],
    contributes: {
      keybindings: [
        ...subjects.map((subject) => ({ key: keyOf(subject).toLowerCase(), ...commandOf(subject) })),
        { key: closeKey.toLowerCase(), command: 'workbench.action.closeAllEditors' },
      ],
    },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** Playwright and VS Code agree on this modifier's name, and on nothing else that is needed. */
const modifier = 'Alt';
const closeKey = `${modifier}+F12`;

function keyOf(subject: Subject): string {
  return `${modifier}+F${subjects.indexOf(subject) + 5}`;
}

function commandOf(subject: Subject): { command: string; args?: unknown } {
  return typeof subject === 'number'
    ? { command: 'agentRuns.openRun', args: runRef(subject) }
    : { command: `panelBench.${subject}` };
}

/** So that the host has the data before a panel is opened. */
async function loadRuns(workbench: Workbench): Promise<void> {
  await workbench.tree.expand(/cognigy/i);
  await workbench.tree.expand(/bench scenario/i);
  await workbench.tree.expand(/bench simulation/i);
  await workbench.tree.row(/run 3/i);
}

async function usedHeap(session: CDPSession): Promise<Heap> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage');
  const mb = 1024 * 1024;
  return { jsMb: usedSize / mb, domMb: embedderHeapUsedSize / mb };
}
