/** `npm run icon`: draws media/icon.png, which the galleries want, from media/pictures/icon.svg. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium.ts';
import { palettePng } from './palettePng.ts';
import { projectRoot } from './paths.ts';
import { say } from './say.ts';

const side = 256;
const media = join(projectRoot, 'media');
const svg = await readFile(join(media, 'pictures', 'icon.svg'), 'utf8');
const browser = await launchChromium();
try {
  const page = await browser.newPage();
  const rgba = await page.evaluate(
    async ({ svg, side }) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(side, side).getContext('2d');
      canvas?.drawImage(image, 0, 0, side, side);
      return [...(canvas?.getImageData(0, 0, side, side).data ?? [])];
    },
    { svg, side },
  );
  const png = palettePng(Uint8Array.from(rgba), side);
  await writeFile(join(media, 'icon.png'), png);
  say(`media/icon.png: ${side} x ${side}, ${(png.length / 1024).toFixed(1)} KB`);
} finally {
  await browser.close();
}
