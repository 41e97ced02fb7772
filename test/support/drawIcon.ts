/** `npm run icon`: draws media/icon.png, which the galleries want, from media/pictures/icon.svg. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { projectRoot } from './paths.ts';
import { say } from './say.ts';

const side = 256;
const media = join(projectRoot, 'media');
const svg = await readFile(join(media, 'pictures', 'icon.svg'), 'utf8');
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<style>body { margin: 0; } svg { display: block; }</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(join(media, 'icon.png'), png);
  say(`media/icon.png: ${side} x ${side}, ${(png.length / 1024).toFixed(1)} KB`);
} finally {
  await browser.close();
}
