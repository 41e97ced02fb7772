import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/**
 * Has an extension run in the workbench's own page, in the web-worker extension host, as on vscode.dev: the page's
 * configuration names it among the built-in ones, and its files come from the page's own origin. Call it before the
 * page is opened.
 * @param origin of the server
 * @param folder of the extension
 */
export async function hostInBrowser(context: BrowserContext, origin: string, folder: string): Promise<void> {
  const base = new URL(path, origin);
  await context.route(`${base.href}/**`, async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(path.length));
    const body = await readFile(join(folder, name)).catch(() => undefined);
    const headers = {
      'access-control-allow-origin': '*',
      'content-type': types[extname(name)] ?? unknownType,
    };
    await route.fulfill(body ? { status: 200, body, headers } : { status: 404, headers });
  });
  const location = { scheme: 'http', authority: base.host, path };
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

const path = '/agent-runs-extension';
const unknownType = 'application/octet-stream';
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
