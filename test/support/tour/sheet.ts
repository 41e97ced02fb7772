import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../chromium.ts';
import type { Theme } from '../workbench/settings.ts';

/** One picture with all of them small: a row for each surface, a column for each theme. @returns its file */
export async function writeSheet(
  file: string,
  surfaces: readonly string[],
  fileOf: (surface: string, theme: Theme) => string,
  themes: readonly Theme[],
): Promise<string> {
  const rows = surfaces.map((surface) => {
    const pictures = themes.map((theme) => `<img src="${pathToFileURL(fileOf(surface, theme)).href}">`);
    return `<h2>${surface}</h2><div>${pictures.join('')}</div>`;
  });
  const style =
    'body{margin:8px;font:14px sans-serif}div{display:flex;gap:4px}img{width:480px}h2{margin:8px 0 2px}';
  const html = `${file}.html`;
  await writeFile(html, `<!doctype html><meta charset="utf-8"><style>${style}</style>${rows.join('\n')}`);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 4 * 484 + 16, height: 800 } });
    await page.goto(pathToFileURL(html).href);
    await page.screenshot({ path: file, fullPage: true });
  } finally {
    await browser.close();
  }
  return file;
}
