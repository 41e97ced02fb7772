/**
 * `npm run tour`: packs the extension, installs it into a fresh profile for each language, and walks through it. Each
 * surface becomes a picture in each of the four themes, in out/tour/, with a sheet of them all for each language.
 *   npm run tour -- --languages de,ja      only these
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addPseudoWords } from '../l10n/pseudoExtension.ts';
import { pseudoLocale } from '../l10n/pseudo.ts';
import { walk } from '../l10n/walk.ts';
import { wordsOf } from '../l10n/words.ts';
import { makePackage } from '../packaging/makePackage.ts';
import { outFolder } from '../paths.ts';
import { say, sayWithTime } from '../say.ts';
import { themes, type Theme } from '../workbench/settings.ts';
import { openWorkbench } from '../workbench/workbench.ts';
import { writeSheet } from './sheet.ts';

const { values } = parseArgs({
  options: {
    languages: { type: 'string', default: `en,de,ja,${pseudoLocale}` },
  },
});
const folder = join(outFolder, 'tour');
const all = Object.keys(themes) as Theme[];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { vsix } = await sayWithTime('Packing the extension', () => makePackage());
for (const language of values.languages.split(',')) {
  let seen: readonly string[] = [];
  for (const theme of all)
    seen = await sayWithTime(`Walking through it in ${language}, ${theme}`, () =>
      tour(vsix, language, theme),
    );
  const pictureOf = (surface: string, theme: Theme) => fileOf(language, surface, theme);
  say(await writeSheet(join(folder, `${language}.png`), seen, pictureOf, all));
}

/** @returns the surfaces, as they came */
async function tour(vsix: string, language: string, theme: Theme): Promise<string[]> {
  const workbench = await openWorkbench({
    ...{ vsix, theme, sharp: true, viewport: { width: 1280, height: 800 } },
    ...(language === 'en' ? {} : { language }),
    ...(language === pseudoLocale ? { onInstalled: addPseudoWords } : {}),
  });
  const seen: string[] = [];
  try {
    for await (const { name } of walk(workbench, wordsOf(language))) {
      seen.push(name);
      await workbench.screenshot(fileOf(language, name, theme));
    }
    return seen;
  } catch (error) {
    await workbench.screenshot(join(folder, `failed-${language}-${theme}.png`));
    throw error;
  } finally {
    await workbench.close();
  }
}

function fileOf(language: string, surface: string, theme: Theme): string {
  return join(folder, `${language}-${surface.replaceAll(' ', '-')}-${theme}.png`);
}
