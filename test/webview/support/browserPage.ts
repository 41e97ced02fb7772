/** A page of ours in a real browser: the built bundle, the shipped CSP, and a stand-in for VS Code's own frame. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { escapeMarkup } from '../../../src/export/characters.ts';
import { panelHtml, sharedScriptOf } from '../../../src/panel/html.ts';
import { projectRoot } from '../../support/paths.ts';
import { takeTab } from './tabs.ts';

export const themeNames = ['dark', 'light', 'hc', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

interface Theme {
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface PageOptions {
  readonly theme?: ThemeName;
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** 2 is a zoom of 200 %. */
  readonly zoom?: number;
  readonly bodyClass?: string;
  readonly reducedMotion?: boolean;
  /** The browser paints late, as it does for a page that is hidden or when the machine is busy. */
  readonly latePaint?: boolean;
  /** What the webview remembers from before. */
  readonly state?: unknown;
  /** Runs in the page before anything else. */
  readonly beforeAll?: () => void;
  /** In place of opening the page and asking it again and again whether it shows something. */
  readonly goTo?: (page: Page, address: string) => Promise<unknown>;
}

/** Which page, and what comes with it. */
export interface PageKind {
  /** Name of the bundle: `panel` or `batch`. */
  readonly bundle: string;
  readonly title: string;
  readonly loading: string;
  readonly first: object | undefined;
  /** What VS Code puts on each page. */
  readonly dress: Dress;
}

interface Dress extends Theme {
  readonly extra?: string;
  /** What the webview has stored before. */
  readonly remembered?: unknown;
}

/** Serves the bundles, and pages by number, on loopback. */
export interface BundleServer {
  readonly origin: string;
  readonly pages: Map<string, PageKind>;
  readonly close: () => void;
}

/** One for all files of a process. */
export async function serveBundle(): Promise<BundleServer> {
  const pages = new Map<string, PageKind>();
  // Read once: what the page waits for is the page's own.
  const files = new Map<string, Promise<Buffer>>();
  const server: Server = createServer((request, response) => {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://loopback');
    const page = path === '/' ? pages.get(search) : undefined;
    if (page) {
      const { bundle, title, loading, first, dress } = page;
      response.setHeader('content-type', 'text/html');
      const shared = sharedScriptOf(bundle);
      const html = panelHtml({
        ...{ cspSource: "'self'", nonce: 'tEsTnOnCe', script: `/${bundle}.js`, style: `/${bundle}.css` },
        ...{ title, loading, first, sharedScript: shared && `/${shared}` },
      });
      response.end(dressed(html, dress));
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const file = files.get(path) ?? readFile(join(projectRoot, 'dist/webview', path));
    files.set(path, file);
    file.then(
      (bytes) => {
        response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, pages, close: () => server.close() };
}

/** A page that is open. */
export interface OpenPage {
  readonly page: Page;
  /** CSP violations, errors of the page, and requests that left for anywhere else. */
  readonly complaints: string[];
  /** Delivers a message of the host. @returns its size in characters of JSON */
  readonly post: (message: object) => number;
  /** What the webview has stored. */
  readonly state: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a page and waits until something else than its `loading` is painted.
 * @param connect is given the way to the page; returns what listens to it, and what the page comes with
 */
export async function openInBrowser(
  browser: Browser,
  server: BundleServer,
  options: PageOptions,
  kind: Omit<PageKind, 'first' | 'dress'>,
  connect: (open: OpenPage) => {
    readonly receive: (message: unknown) => void;
    readonly first: object | undefined;
  },
): Promise<OpenPage> {
  const { theme = 'dark', width = 1200, height = 800, zoom = 1, reducedMotion = false } = options;
  // A script that runs before the page cannot be taken back, and a page that is measured is a new one.
  const isOwn = [options.beforeAll, options.latePaint, options.goTo].some(Boolean);
  const tab = await takeTab(browser, { width, height, zoom, reducedMotion }, isOwn);
  const { page } = tab;
  const search = `?${server.pages.size + 1}`;
  const address = `${server.origin}/${search}`;
  const complaints: string[] = [];
  let isOpen = true;
  const open: OpenPage = {
    page,
    complaints,
    post: (message) => {
      const json = JSON.stringify(message);
      // The page may be gone by the time a late answer comes.
      if (isOpen) page.evaluate((data) => window.postMessage(JSON.parse(data)), json).catch(() => undefined);
      return json.length;
    },
    state: () => page.evaluate(storedState),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      if (isOwn) await tab.close();
      else tab.leave();
    },
  };
  const { receive, first } = connect(open);
  const complain = (words: string): void => void complaints.push(words);
  tab.listen({ address, origin: server.origin, receive, complain });
  if (options.beforeAll) await page.addInitScript(options.beforeAll);
  if (options.latePaint) await page.addInitScript(paintLate);
  const dress = { ...(await themeOf(theme)), extra: options.bodyClass ?? '', remembered: options.state };
  server.pages.set(search, { ...kind, first, dress });
  const goTo = options.goTo ?? ((_, url) => openAndLook(page, url, kind.loading.replace('…', '')));
  await goTo(page, address);
  return open;
}

/** A look a frame. Playwright's own `waitForFunction` would bring 330 KB of script into each page for it. */
async function openAndLook(page: Page, address: string, loading: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(
    async ({ words, limitMs }) => {
      const { nextFrame = requestAnimationFrame } = window as { nextFrame?: typeof requestAnimationFrame };
      const end = performance.now() + limitMs;
      while (document.querySelector('main')?.textContent.includes(words)) {
        if (performance.now() > end) throw new Error(`The page said "${words}" for ${limitMs / 1000} s.`);
        await new Promise((done) => nextFrame(done));
      }
    },
    { words: loading, limitMs: 30_000 },
  );
}

/** As VS Code writes a page into its frame: with the theme on its elements, before anything of it runs. */
export function dressed(html: string, { classes, variables, extra = '', remembered }: Dress): string {
  const style = Object.entries(variables).map(([name, value]) => `${name}: ${value};`);
  const state =
    remembered === undefined ? '' : ` data-remembered="${escapeMarkup(JSON.stringify(remembered))}"`;
  return html
    .replace(/<html[^>]*/, (start) => `${start} style="${escapeMarkup(style.join(' '))}"${state}`)
    .replace('<body', `<body class="${escapeMarkup(`${classes} ${extra}`)}"`);
}

function storedState(): unknown {
  return (window as unknown as { acquireVsCodeApi(): { getState(): unknown } }).acquireVsCodeApi().getState();
}

/** Runs in the page before anything else: what waits for the next frame waits for a second. */
function paintLate(): void {
  const later = window.setTimeout.bind(window);
  const second = 1000;
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (then) => later(() => then(performance.now()), second);
  Object.assign(window, {
    // For those who look at the page.
    nextFrame,
    setTimeout: (then: () => void, ms = 0) => later(then, ms < second ? second : ms),
  });
}

export async function themeOf(name: ThemeName): Promise<Theme> {
  const text = await readFile(join(projectRoot, 'test/support/themes/themes.json'), 'utf8');
  const themes = JSON.parse(text) as Record<string, Theme>;
  const theme = themes[name];
  if (!theme) throw new Error(`No theme ${name}: run test/support/themes/dump.ts.`);
  return theme;
}
