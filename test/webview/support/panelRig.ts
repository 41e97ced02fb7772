import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { RunItem, RunRef } from '../../../src/core/run/run.ts';
import type { RunSource } from '../../../src/core/run/runSource.ts';
import type { Intent, RunMessage } from '../../../src/panel/run/protocol.ts';
import { panelHtml } from '../../../src/panel/html.ts';
import { parseIntent } from '../../../src/panel/run/intent.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { projectRoot } from '../../support/paths.ts';
import { fakeSource } from './runs.ts';

export const themeNames = ['dark', 'light', 'hc', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

interface Theme {
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

export interface PanelOptions {
  readonly source?: RunSource;
  readonly theme?: ThemeName;
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** 2 is a zoom of 200 %. */
  readonly zoom?: number;
  readonly bodyClass?: string;
  /** Whether the first snapshot comes with the page, as it does when the run is known; else by message. */
  readonly inPage?: boolean;
  readonly reducedMotion?: boolean;
  /** The browser paints late, as it does for a page that is hidden or when the machine is busy. */
  readonly latePaint?: boolean;
  /** What the webview remembers from before. */
  readonly state?: unknown;
}

/** A panel in a real browser: the built bundle, the shipped CSP, and the host's own session behind it. */
export interface PanelRig {
  readonly page: Page;
  readonly session: RunSession;
  /** Everything that the webview asked for, in order. */
  readonly intents: readonly Intent[];
  /** Sizes of the messages to the webview, in characters of JSON. */
  readonly messageSizes: readonly number[];
  /** CSP violations, errors of the page, and requests that left for anywhere else. */
  readonly complaints: readonly string[];
  /** What the webview has stored. */
  readonly state: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Serves the bundle, and a page for each panel, on loopback. */
export interface BundleServer {
  readonly origin: string;
  /** The first snapshot that comes with a page, by the page's number. */
  readonly first: Map<string, RunMessage>;
  readonly close: () => void;
}

/** One for a whole test file. */
export async function serveBundle(): Promise<BundleServer> {
  const first = new Map<string, RunMessage>();
  const server: Server = createServer((request, response) => {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://loopback');
    if (path === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(
        panelHtml({
          cspSource: "'self'",
          nonce: 'tEsTnOnCe',
          script: '/panel.js',
          style: '/panel.css',
          title: 'Run',
          loading: 'Loading the run…',
          first: first.get(search),
        }),
      );
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    readFile(join(projectRoot, 'dist/webview', path)).then(
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
  return { origin: `http://127.0.0.1:${address.port}`, first, close: () => server.close() };
}

/** Opens the panel on a run. Waits for the first paint of something else than "Loading". */
export async function openPanel(
  browser: Browser,
  server: BundleServer,
  run: RunItem | RunRef,
  options: PanelOptions = {},
): Promise<PanelRig> {
  const { origin } = server;
  const { theme = 'dark', width = 1200, height = 800, zoom = 1, reducedMotion = false } = options;
  const ref = 'ref' in run ? run.ref : run;
  const source = options.source ?? ('ref' in run ? fakeSource(run) : fakeSource());
  const context = await browser.newContext({
    // Zooming in makes the window smaller in CSS pixels and its pixels larger.
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const search = `?${server.first.size + 1}`;
  const address = `${origin}/${search}`;
  const complaints: string[] = [];
  const intents: Intent[] = [];
  const messageSizes: number[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame.url() !== address) complaints.push(`navigation: ${frame.url()}`);
  });
  const session = new RunSession(ref, {
    source,
    providerLabel: (id) => (id === 'cognigy' ? 'Cognigy Simulator' : 'The Prompting Company'),
    post: (message) => {
      const json = JSON.stringify(message);
      messageSizes.push(json.length);
      // The page may be gone by the time a late answer comes.
      page.evaluate((data) => window.postMessage(JSON.parse(data)), json).catch(() => undefined);
    },
    onDidShow: () => undefined,
  });
  await page.exposeFunction('toHost', (message: unknown) => {
    const intent = parseIntent(message);
    if (!intent) {
      complaints.push(`not an intent: ${JSON.stringify(message)}`);
      return;
    }
    intents.push(intent);
    switch (intent.type) {
      case 'ready':
      case 'ask':
      case 'retry':
        session.receive(intent);
        return;
      case 'go': {
        const neighbour = session.neighbour(intent.step);
        if (neighbour) session.show(neighbour);
        return;
      }
      case 'keep':
      case 'action':
      case 'copy':
      case 'copyPart':
      case 'openLink':
        return;
    }
  });
  await page.exposeFunction('complain', (words: string) => complaints.push(words));
  const dressed = { ...(await themeOf(theme)), extra: options.bodyClass ?? '', state: options.state ?? null };
  await page.addInitScript(pretendVsCode, dressed);
  if (options.latePaint) await page.addInitScript(paintLate);
  const snapshot = options.inPage === false ? undefined : session.first();
  if (snapshot) {
    server.first.set(search, snapshot);
    messageSizes.push(JSON.stringify(snapshot).length);
  }
  await page.goto(address);
  await page.waitForFunction(() => !document.querySelector('main')?.textContent.includes('Loading the run'));
  return {
    page,
    session,
    intents,
    messageSizes,
    complaints,
    state: () => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown),
    close: async () => {
      session.dispose();
      await context.close();
    },
  };
}

/** Runs in the page before anything else: what VS Code's own frame does for a webview. */
function pretendVsCode(dressed: Theme & { readonly extra: string; readonly state: unknown }): void {
  const bridge = window as unknown as { toHost(message: unknown): void; complain(words: string): void };
  document.addEventListener('securitypolicyviolation', (event) =>
    bridge.complain(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
  if (dressed.state !== null && sessionStorage.getItem('state') === null) {
    sessionStorage.setItem('state', JSON.stringify(dressed.state));
  }
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => bridge.toHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') as unknown,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(dressed.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = `${dressed.classes} ${dressed.extra}`;
  });
}

/** Runs in the page before anything else: what waits for the next frame waits for a second. */
function paintLate(): void {
  const later = window.setTimeout.bind(window);
  const second = 1000;
  window.requestAnimationFrame = (then) => later(() => then(performance.now()), second);
  Object.assign(window, {
    setTimeout: (then: () => void, ms = 0) => later(then, ms < second ? second : ms),
  });
}

async function themeOf(name: ThemeName): Promise<Theme> {
  const text = await readFile(join(projectRoot, 'test/support/themes/themes.json'), 'utf8');
  const themes = JSON.parse(text) as Record<string, Theme>;
  const theme = themes[name];
  if (!theme) throw new Error(`No theme ${name}: run test/support/themes/dump.ts.`);
  return theme;
}
