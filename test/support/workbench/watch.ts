import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { downloadsFolder } from '../paths.ts';

/** What went wrong on the page by itself, collected from the start, or since the lists were emptied. */
export interface Watch {
  /** Errors on the console that happened in a webview or name our extension. */
  readonly consoleErrors: string[];
  /** What a Content Security Policy refused. */
  readonly cspViolations: string[];
  /** Requests to anything but the server. Those to other machines led nowhere: see launchChromium. */
  readonly foreignRequests: string[];
}

/**
 * Begins to watch, before the page is opened.
 * @param origins the only places that requests may go to; the first one is the server's
 */
export function watchPage(
  context: BrowserContext,
  page: Page,
  origins: readonly [string, ...string[]],
): Watch {
  const [origin] = origins;
  const consoleErrors: string[] = [];
  const cspViolations: string[] = [];
  const foreignRequests: string[] = [];

  // To route them would stop each request of the page for us, and switch the browser's cache off.
  context.on('request', (request) => {
    if (!isOurs(new URL(request.url()), origins)) foreignRequests.push(request.url());
  });
  page.on('console', (message) => {
    const text = plainText(message);
    if (/content security policy/i.test(text)) cspViolations.push(text);
    else if (isOurConcern(message, origin)) consoleErrors.push(text);
  });
  page.on('pageerror', (error) => {
    if (error.stack?.includes('/workbench/workbench.js') !== true) consoleErrors.push(error.message);
  });
  return { consoleErrors, cspViolations, foreignRequests };
}

/** The virtual host of webview resources never leaves the browser: a service worker answers it. */
function isOurs(url: URL, origins: readonly string[]): boolean {
  return (
    origins.includes(url.origin) ||
    ['data:', 'blob:'].includes(url.protocol) ||
    url.hostname.endsWith('.vscode-cdn.net')
  );
}

/** The workbench of code-server asks for a service worker that only code-server's own entry serves. */
const ownWorkerIsMissing = 'A bad HTTP response code (404) was received when fetching the script.';

/**
 * The workbench reports troubles of its own (the light install lacks native modules, nothing outside can be
 * reached) from its own scripts. Those count that come from a webview or name our extension.
 */
function isOurConcern(message: ConsoleMessage, origin: string): boolean {
  if (message.type() !== 'error' || message.text() === ownWorkerIsMissing) return false;
  const { url } = message.location();
  if (!url.startsWith(origin) || url.includes('/webview/')) return true;
  return /agent-?runs?\b|agent-run-inspector/i.test(message.text().replaceAll(downloadsFolder, ''));
}

function plainText(message: ConsoleMessage): string {
  return message
    .text()
    .replace(/%c/g, '')
    .replace(/color:\s*#?\w*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
