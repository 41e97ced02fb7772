/** When a page of ours is painted, beside a page of one line in the same browser. */
import type { Browser, Page } from 'playwright-core';
import { dressed, themeOf } from '../webview/support/browserPage.ts';

/** Runs in the page before anything else: when its drawing is there and what comes after it is painted. */
export function watchPaint(): void {
  const look = (): void => {
    // The matrix of an overview; the rates of a trend.
    if (!document.querySelector('canvas, .rate-room')) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      setTimeout(() => {
        document.documentElement.dataset['paintedMs'] = String(performance.now());
        console.debug('painted');
      }),
    );
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
}

/**
 * Opens a page that {@link watchPaint} looks at, and asks it nothing before it is painted: scripts of the one who asks
 * would run in the page's own time.
 */
export async function goToPaint(page: Page, address: string): Promise<void> {
  const painted = page.waitForEvent('console', (message) => message.text() === 'painted');
  await page.goto(address);
  await painted;
}

/** Milliseconds from the navigation to the paint. */
export async function paintOf(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-painted-ms'));
}

/** The same of a page that has nothing but one line, in the theme that VS Code puts on each page. */
export async function trivialPaint(browser: Browser, origin: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(watchPaint);
  const body = '<!DOCTYPE html><html><body><main><canvas hidden></canvas>One line.</main></body></html>';
  const html = dressed(body, await themeOf('dark'));
  await page.route('**/line', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await goToPaint(page, `${origin}/line`);
  const painted = await paintOf(page);
  await context.close();
  return painted;
}
