import type { Page } from 'playwright-core';

/** Progress bars and icons of VS Code that turn without end, whatever motion is asked for, would be painted all the time. */
export async function nothingTurns(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const once = new CSSStyleSheet();
    once.replaceSync('* { animation-duration: 1ms !important; animation-iteration-count: 1 !important; }');
    document.adoptedStyleSheets.push(once);
  });
}
