import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';

/** What went wrong on the page by itself, collected from the start. */
export interface Watch {
  /** Errors on the console that are not known noise of the light install. */
  readonly consoleErrors: readonly string[];
  /** What a Content Security Policy refused. */
  readonly cspViolations: readonly string[];
  /** Requests to anything but the server. They were refused. */
  readonly foreignRequests: readonly string[];
}

/** Begins to watch, before the page is opened. `origin` is the only place that requests may go to. */
export async function watchPage(context: BrowserContext, page: Page, origin: string): Promise<Watch> {
  const consoleErrors: string[] = [];
  const cspViolations: string[] = [];
  const foreignRequests: string[] = [];

  await context.route(
    (url) => !isOurs(url, origin),
    (route) => {
      foreignRequests.push(route.request().url());
      return route.abort();
    },
  );
  page.on('pageerror', (error) => consoleErrors.push(error.message));
  page.on('console', (message) => {
    const text = plainText(message);
    if (/content security policy/i.test(text)) cspViolations.push(text);
    else if (message.type() === 'error' && !knownNoise.some((noise) => noise.test(text)))
      consoleErrors.push(text);
  });
  return { consoleErrors, cspViolations, foreignRequests };
}

/** The virtual host of webview resources never leaves the browser: a service worker answers it. */
function isOurs(url: URL, origin: string): boolean {
  return (
    url.origin === origin ||
    ['data:', 'blob:'].includes(url.protocol) ||
    url.hostname.endsWith('.vscode-cdn.net')
  );
}

/** The light install has no native modules, and code-server's own extras are not served by VS Code's server. */
const knownNoise: readonly RegExp[] = [
  /Failed to load resource: the server responded with a status of 404/,
  /A bad HTTP response code \(404\) was received when fetching the script/,
  /\[Service Worker\] registration/,
  /Could not locate the bindings file/,
  /Cannot find module '\.\/build\/(Release|Debug)\//,
  /Long running operations during shutdown are unsupported in the web/,
  /An iframe which has both allow-scripts and allow-same-origin/,
];

function plainText(message: ConsoleMessage): string {
  return message
    .text()
    .replace(/%c/g, '')
    .replace(/color:\s*#?\w*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
