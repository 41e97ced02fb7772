import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { launchChromium, shortLived } from '../chromium.ts';
import { waitFor } from './waitFor.ts';
import { hostInBrowser } from './inBrowser.ts';
import { notifications, type Notifications } from './notifications.ts';
import { nothingTurns } from './nothingTurns.ts';
import { frontPanel, tabTitles } from './panel.ts';
import { quickInput, type QuickInput } from './quickInput.ts';
import { stateIsStored, storesStateAtOnce } from './storedState.ts';
import { startServer, type ServerOptions, type VsCodeServer } from './server.ts';
import { themes, type Theme } from './settings.ts';
import { treeView, type TreeView } from './treeView.ts';
import { watchPage, type Watch } from './watch.ts';

export interface WorkbenchOptions extends ServerOptions {
  readonly theme?: Theme;
  /** Origins beside the server's that the page may ask. */
  readonly allowedOrigins?: readonly string[];
  /** Display language; VS Code itself has no words of it here, its extensions may. English when left out. */
  readonly language?: string;
  /** In CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Turns text into pictures twice as sharp; for screenshots. */
  readonly sharp?: boolean;
}

/** A VS Code in a headless browser, driven as a person would. Each has a server and a profile of its own. */
export interface Workbench extends QuickInput {
  readonly page: Page;
  readonly server: VsCodeServer;
  readonly tree: TreeView;
  readonly notifications: Notifications;
  /** Waits for a message in the status bar that matches, and returns its text. */
  statusMessage(words: RegExp): Promise<string>;
  readonly watch: Watch;
  /** The document inside the webview in front; see frontPanel. */
  panel(): Promise<Frame>;
  tabTitles(): Promise<string[]>;
  screenshot(file: string): Promise<void>;
  /** Reloads the window; secrets and state survive as they do in a browser. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server and a browser, and waits until the workbench stands. Whoever opens it closes it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const theme = options.theme === undefined ? {} : { 'workbench.colorTheme': themes[options.theme] };
  const server = await startServer({ ...options, settings: { ...theme, ...options.settings } });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium(options.complete === true ? {} : { args: [shortLived] });
    return await openPage(server, browser, options);
  } catch (error) {
    await browser?.close();
    server.stop();
    throw error;
  }
}

async function openPage(
  server: VsCodeServer,
  browser: Browser,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const context = await newContext(browser, options);
  const page = await context.newPage();
  const watch = watchPage(context, page, [server.origin, ...(options.allowedOrigins ?? [])]);
  if (options.inBrowser !== undefined) await hostInBrowser(context, server.origin);
  await storesStateAtOnce(page);
  if (options.complete !== true) await nothingTurns(page);
  if (options.language !== undefined) await speak(page, options.language);
  await page.goto(server.url);
  await standing(page);
  return {
    ...quickInput(page),
    page,
    server,
    watch,
    tree: treeView(page),
    notifications: notifications(page),
    statusMessage: (words) =>
      waitFor(`the status bar's ${String(words)}`, async () =>
        (await page.locator('.part.statusbar .statusbar-item').allInnerTexts())
          .map((text) => text.trim())
          .find((text) => words.test(text)),
      ),
    panel: () => frontPanel(page),
    tabTitles: () => tabTitles(page),
    async screenshot(file) {
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
    },
    async reload() {
      await stateIsStored(page);
      await page.reload();
      await standing(page);
    },
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/** What a language pack would set: VS Code reads it as it starts. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript((tag) => {
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => tag, set: () => undefined });
  }, language);
}

function newContext(browser: Browser, options: WorkbenchOptions): Promise<BrowserContext> {
  const { viewport = { width: 1280, height: 800 }, sharp = false } = options;
  return browser.newContext({
    viewport,
    deviceScaleFactor: sharp ? 2 : 1,
    // What turns and slides in VS Code is painted sixty times a second, by the processor alone.
    reducedMotion: 'reduce',
  });
}

async function standing(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  await page.waitForSelector('.monaco-workbench .part.activitybar .action-item', { timeout: 60_000 });
}
