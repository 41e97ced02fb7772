/**
 * `npm run tour`: packs the extension, installs it into a fresh profile for each language, and walks through it. Each
 * surface becomes a picture in each of the four themes, in out/tour/, with a sheet of them all for each language.
 *   npm run tour -- --languages de,ja      only these
 *   npm run tour -- --pictures             those of the README and of the walkthrough are made anew
 */
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addPseudoWords } from '../l10n/pseudoExtension.ts';
import { pseudoLocale } from '../l10n/pseudo.ts';
import { walk } from '../l10n/walk.ts';
import { wordsOf } from '../l10n/words.ts';
import { makePackage } from '../packaging/makePackage.ts';
import { outFolder, projectRoot } from '../paths.ts';
import { say, sayWithTime } from '../say.ts';
import { themes, type Theme } from '../workbench/settings.ts';
import { openWorkbench } from '../workbench/workbench.ts';
import { findJapaneseFont } from './japaneseFont.ts';
import { writeSheet } from './sheet.ts';
import { drawWalkthrough } from './walkthroughPictures.ts';

const { values } = parseArgs({
  options: {
    languages: { type: 'string', default: `en,de,ja,${pseudoLocale}` },
    pictures: { type: 'boolean', default: false },
  },
});
const folder = join(outFolder, 'tour');
const all = Object.keys(themes) as Theme[];
/** The surfaces that media/pictures/ shows, under which name, in which themes. */
const pictured: readonly (readonly [surface: string, name: string, among: readonly Theme[]])[] = [
  ['run', 'run', ['dark', 'light', 'hc']],
  ['overview', 'overview', ['dark']],
  ['comparison of runs', 'split', ['dark']],
];

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { vsix } = await sayWithTime('Packing the extension', () => makePackage());
const languages = values.languages.split(',');
if (languages.includes('ja')) await findJapaneseFont();
for (const language of languages) {
  let seen: readonly string[] = [];
  for (const theme of all)
    seen = await sayWithTime(`Walking through it in ${language}, ${theme}`, () =>
      tour(vsix, language, theme),
    );
  const pictureOf = (surface: string, theme: Theme) => fileOf(language, surface, theme);
  say(await writeSheet(join(folder, `${language}.png`), seen, pictureOf, all));
}

if (values.pictures) {
  for (const [surface, name, among] of pictured)
    for (const theme of among)
      await copyFile(
        fileOf('en', surface, theme),
        join(projectRoot, 'media/pictures', `${name}-${theme}.png`),
      );
  await sayWithTime('Drawing the steps of the walkthrough', () => drawWalkthrough(vsix));
}

/** @returns the surfaces, as they came */
async function tour(vsix: string, language: string, theme: Theme): Promise<string[]> {
  const workbench = await openWorkbench({
    ...{ vsix, complete: true, theme, sharp: true, viewport: { width: 1280, height: 800 } },
    ...(language === 'en' ? {} : { language }),
    ...(language === pseudoLocale ? { onInstalled: addPseudoWords } : {}),
  });
  const seen: string[] = [];
  try {
    for await (const { name } of walk(workbench, wordsOf(language))) {
      seen.push(name);
      await workbench.notifications.gone();
      await workbench.page.mouse.move(0, 0);
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
