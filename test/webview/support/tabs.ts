/** Pages of a browser that are used one after the other: a new one takes five times the work of one that is there. */
import type { Browser, Page } from 'playwright-core';

/** What makes a page another one from the start. */
export interface TabLook {
  readonly width: number;
  readonly height: number;
  /** 2 is a zoom of 200 %. */
  readonly zoom: number;
  readonly reducedMotion: boolean;
}

/** Who hears what happens in a page. */
export interface Listener {
  /** Of the document, with its query. What comes from another one is no longer meant. */
  readonly address: string;
  readonly origin: string;
  readonly receive: (message: unknown) => void;
  readonly complain: (words: string) => void;
}

export interface Tab {
  readonly page: Page;
  readonly listen: (listener: Listener) => void;
  /** Nobody hears it any more; the next one may have it. */
  readonly leave: () => void;
  /** Ends it: for one that was given scripts of its own. */
  readonly close: () => Promise<void>;
}

const idle = new WeakMap<Browser, Map<string, Tab[]>>();

/** @param isNew whether it must not be one that was used before */
export async function takeTab(browser: Browser, look: TabLook, isNew: boolean): Promise<Tab> {
  const { width, height, zoom, reducedMotion } = look;
  // Zooming in makes the window smaller in CSS pixels and its pixels larger.
  const viewport = { width: Math.round(width / zoom), height: Math.round(height / zoom) };
  const kind = JSON.stringify({ zoom, reducedMotion });
  const kinds = idle.get(browser) ?? new Map<string, Tab[]>();
  idle.set(browser, kinds);
  const tabs = kinds.get(kind) ?? [];
  kinds.set(kind, tabs);
  const used = isNew ? undefined : tabs.pop();
  if (used) {
    await used.page.setViewportSize(viewport);
    // Nothing of the next page lies under the mouse.
    await used.page.mouse.move(-10, -10);
    return used;
  }
  const context = await browser.newContext({
    ...{ viewport, deviceScaleFactor: zoom },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const heard = await newTab(await context.newPage());
  const tab: Tab = {
    ...heard,
    leave: () => {
      heard.leave();
      tabs.push(tab);
    },
    close: () => context.close(),
  };
  return tab;
}

async function newTab(page: Page): Promise<Omit<Tab, 'close'>> {
  let current: Listener | undefined;
  // What was there before may still have its last words while the next address is opened.
  const isThere = () => page.url() === current?.address;
  page.on('pageerror', (error) => {
    if (isThere()) current?.complain(`error: ${error.message}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && isThere()) current?.complain(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (current && !request.url().startsWith(`${current.origin}/`))
      current.complain(`request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (current && frame.url() !== current.address) current.complain(`navigation: ${frame.url()}`);
  });
  await page.exposeFunction('toHost', (from: string, message: unknown) => {
    if (from === current?.address) current.receive(message);
  });
  await page.exposeFunction('complain', (from: string, words: string) => {
    if (from === current?.address) current.complain(words);
  });
  await page.addInitScript(pretendVsCode);
  return {
    page,
    listen: (listener) => {
      current = listener;
    },
    leave: () => {
      current = undefined;
    },
  };
}

/** Runs in the page before anything else: what VS Code's own frame does for a webview. */
function pretendVsCode(): void {
  const bridge = window as unknown as Record<'toHost' | 'complain', (from: string, what: unknown) => void>;
  const { href } = location;
  document.addEventListener('securitypolicyviolation', (event) =>
    bridge.complain(href, `CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
  );
  // The page has all its origin to itself, and what was there before it knows another address.
  const stored = () => sessionStorage.getItem(href) ?? document.documentElement.dataset['remembered'];
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => bridge.toHost(href, message),
      getState: () => JSON.parse(stored() ?? 'null') as unknown,
      setState: (state: unknown) => sessionStorage.setItem(href, JSON.stringify(state)),
    }),
  });
}
