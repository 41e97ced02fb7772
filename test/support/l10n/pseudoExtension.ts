import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outFolder, projectRoot } from '../paths.ts';
import { messagesOf } from './messages.ts';
import { pseudo, pseudoLocale } from './pseudo.ts';

/** The extension of the project with one language more, in a folder of its own. @returns that folder */
export async function pseudoExtension(): Promise<string> {
  const folder = join(outFolder, 'pseudo-extension');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Copied: VS Code tells by the real path of a file which extension asks for its words.
  for (const name of ['dist', 'media', 'skills', 'package.json', 'package.nls.json'])
    await cp(join(projectRoot, name), join(folder, name), { recursive: true });
  await addPseudoWords(folder);
  return folder;
}

/** Writes the words of the pseudo language into the folder of an extension. */
export async function addPseudoWords(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(projectRoot, 'package.nls.json'), 'utf8')) as object;
  const words = Object.entries(manifest).map(([key, text]) => [key, pseudo(String(text))]);
  await writeFile(
    join(folder, `package.nls.${pseudoLocale}.json`),
    JSON.stringify(Object.fromEntries(words)),
  );
  const messages = [...messagesOf(projectRoot).messages.keys()].map((each) => [each, pseudo(each)]);
  await mkdir(join(folder, 'l10n'), { recursive: true });
  await writeFile(
    join(folder, 'l10n', `bundle.l10n.${pseudoLocale}.json`),
    JSON.stringify(Object.fromEntries(messages)),
  );
}
