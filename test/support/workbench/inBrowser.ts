import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Where the server has the files of an extension that runs in the page. */
const path = '/agent-runs-extension';

/**
 * Has an extension run in the workbench's own page, in the web-worker extension host, as on vscode.dev: the page's
 * configuration names it among the built-in ones, and its files come from the page's own origin. Call it before the
 * page is opened.
 * @param origin of the server, which was started with the folder of the extension as `inBrowser`
 */
export async function hostInBrowser(context: BrowserContext, origin: string): Promise<void> {
  const location = { scheme: 'http', authority: new URL(origin).host, path };
  // The page itself must come from the server: a browser keeps others from asking this machine.
  await context.addInitScript((extension) => {
    new MutationObserver((_changes, observer) => {
      const element = document.getElementById('vscode-workbench-web-configuration');
      if (!element) return;
      observer.disconnect();
      const configuration = JSON.parse(element.dataset['settings'] ?? '{}') as object;
      const changed = { ...configuration, additionalBuiltinExtensions: [extension] };
      element.dataset['settings'] = JSON.stringify(changed);
    }).observe(document, { childList: true, subtree: true });
  }, location);
}

/** For the server: answers with a file of that extension. @returns whether that is what was asked for */
export function answersWithExtension(url: string, response: ServerResponse, folder: string): boolean {
  const { pathname } = new URL(url, 'http://loopback');
  if (!pathname.startsWith(`${path}/`)) return false;
  const name = decodeURIComponent(pathname.slice(path.length));
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream');
  readFile(join(folder, name)).then(
    (bytes) => response.end(bytes),
    () => response.writeHead(404).end(),
  );
  return true;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
