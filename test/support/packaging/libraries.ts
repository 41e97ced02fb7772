/** The libraries that are part of the bundles, and the notices that their licences ask for. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { projectRoot } from '../paths.ts';
import { allowedLicences, embedded, textsFromElsewhere } from './licences.ts';

export interface Library {
  readonly name: string;
  /** Undefined for what another library holds in compiled form. */
  readonly version: string | undefined;
  /** Its SPDX name. */
  readonly licence: string;
  readonly text: string;
  /** The folder of package-lock.json that it comes from. */
  readonly folder: string;
}

type Outputs = Pick<Metafile, 'outputs'>;

/** By name. Counts what is in the bundles: what a bundler read and left out is not there. */
export function bundledLibraries(metafiles: readonly Outputs[]): readonly Library[] {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const folders = new Set(inputs.map(([path]) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0]));
  return [...folders]
    .filter((folder) => folder !== undefined)
    .flatMap(librariesIn)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ name, version = '' }: Library): string {
  return `${name} ${version}`;
}

function librariesIn(folder: string): Library[] {
  const { name, version, license } = JSON.parse(
    readFileSync(join(projectRoot, folder, 'package.json'), 'utf8'),
  ) as { readonly name: string; readonly version: string; readonly license?: unknown };
  const licence = typeof license === 'string' ? license : '';
  const own = { name, version, licence, text: licenceText(folder, name), folder };
  const inside = embedded[name];
  return inside === undefined ? [own] : [own, { ...inside, version: undefined, folder }];
}

/** Not of notices beside it: they list what its makers depended on, and what of that is in our bundles is listed here. */
function licenceText(folder: string, name: string): string {
  const files = readdirSync(join(projectRoot, folder)).filter((file) => /^licen[cs]e/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(projectRoot, folder, file), 'utf8').trim());
  const text = texts.length > 0 ? texts.join('\n\n') : textsFromElsewhere[name];
  if (text === undefined)
    throw new Error(
      `${name} comes without the text of its licence. Look it up in its repository, and add it to licences.ts.`,
    );
  return text.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '');
}

/** What each library is whose licence nobody has looked at; nothing when all is well. */
export function unknownLicences(libraries: readonly Library[]): readonly string[] {
  return libraries
    .filter(({ licence }) => !allowedLicences.has(licence))
    .map(({ name, licence }) => `${name}: ${licence === '' ? 'none named' : licence}`);
}

const line = `\n${'-'.repeat(80)}\n\n`;

/** The text of ThirdPartyNotices.txt. */
export function noticesOf(libraries: readonly Library[]): string {
  const head = 'Agent Run Inspector contains the following libraries. Each is used under its own licence.\n';
  const names = libraries.map((each) => `- ${keyOf(each).trim()} (${each.licence})\n`).join('');
  const texts = libraries.map((each) => `${keyOf(each).trim()}\n\n${each.text}\n`);
  return [`${head}\n${names}`, ...texts].join(line);
}
