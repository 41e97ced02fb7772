import type { Frame, Page } from 'playwright-core';
import { waitFor } from './waitFor.ts';

/**
 * The document inside the webview that is in front. VS Code nests it: iframe.webview.ready holds
 * iframe#active-frame, and webviews of tabs in the back stay in the page, hidden. Ask again after the panel
 * was closed, reloaded or another tab came to the front. It waits for a `main` inside.
 */
export async function frontPanel(page: Page): Promise<Frame> {
  return waitFor('a webview in front', async () => {
    for (const outer of await page.locator('iframe.webview.ready').elementHandles()) {
      try {
        if (!(await outer.isVisible())) continue;
        const inner = await (await outer.contentFrame())?.$('iframe#active-frame');
        const frame = await inner?.contentFrame();
        if (frame && (await frame.$('main')) !== null) return frame;
      } catch {
        // The frame was replaced while we looked.
      }
    }
    return undefined;
  });
}

/** The titles of the open editor tabs, the one in front marked by `*`. */
export async function tabTitles(page: Page): Promise<string[]> {
  return page.locator('.part.editor .tabs-container [role=tab]').evaluateAll((tabs) =>
    tabs.map((tab) => {
      const title = tab.querySelector('.monaco-icon-label-container')?.textContent.trim() ?? '';
      return tab.getAttribute('aria-selected') === 'true' ? `* ${title}` : title;
    }),
  );
}
