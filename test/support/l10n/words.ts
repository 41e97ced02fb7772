import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import { pseudo, pseudoLocale } from './pseudo.ts';

/** What stands on the screen in a language. */
export interface Words {
  /** A message of the sources, filled in. */
  say(english: string, ...values: readonly (string | number)[]): string;
  /** As the palette lists it. @param key of package.nls.json, e.g. `command.openRun` */
  command(key: string): string;
  /** @param key of package.nls.json */
  manifest(key: string): string;
}

/** @param language `en`, a language of the bundles, or the pseudo language */
export function wordsOf(language: string): Words {
  const english = read('package.nls.json');
  const manifest = language === 'en' ? english : read(`package.nls.${language}.json`);
  const messages = read(`l10n/bundle.l10n.${language}.json`);
  const inPseudo = language === pseudoLocale;
  const ofManifest = (key: string): string => {
    const words = english[key];
    if (words === undefined) throw new Error(`${key} is not in package.nls.json.`);
    return inPseudo ? pseudo(words) : (manifest[key] ?? words);
  };
  return {
    say: (text, ...values) =>
      (inPseudo ? pseudo(text) : (messages[text] ?? text)).replace(/\{(\d)\}/g, (whole, index: string) =>
        String(values[Number(index)] ?? whole),
      ),
    manifest: ofManifest,
    command: (key) => `${ofManifest('category')}: ${ofManifest(key)}`,
  };
}

function read(name: string): Readonly<Record<string, string>> {
  const file = join(projectRoot, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
