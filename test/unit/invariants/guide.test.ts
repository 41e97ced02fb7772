/** The guide leaves nothing out that a person may call or type, and the code calls itself what the manifest does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extensionId } from '../../../src/core/kit/extensionId.ts';
import { allServices } from '../../../src/providers/all.ts';
import { filterWords } from '../../../src/services/search/filters.ts';
import { manifestText, readText, sourcesIn } from './sources.ts';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly colors: readonly { readonly id: string }[];
  };
}

const { publisher, name, contributes } = JSON.parse(manifestText()) as Manifest;
const guide = readText('docs/guide.md').replace(/\s+/g, ' ');
const isLeftOut = (words: string): boolean => !guide.includes(words);

test('the guide names each command of the palette', () => {
  const hidden = new Set(
    contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command),
  );
  const offered = contributes.commands.filter(({ command }) => !hidden.has(command));
  assert.ok(offered.length > 60);
  assert.deepEqual(offered.map(({ title }) => `**${title}**`).filter(isLeftOut), []);
});

test('the guide names each filter of the search, and each colour', async () => {
  const filters = filterWords(await allServices());
  assert.ok(filters.includes('criterion') && filters.includes('limit'));
  assert.deepEqual(
    filters.filter((word) => isLeftOut(`\`${word}:`)),
    [],
  );
  assert.deepEqual(contributes.colors.map(({ id }) => id).filter(isLeftOut), []);
});

test('the extension calls itself what the manifest calls it, in one place', () => {
  assert.equal(extensionId, `${publisher}.${name}`);
  const spelled = sourcesIn('src', 'webview').filter(({ text }) =>
    [`'`, '"', '`'].some((quote) => text.includes(quote + extensionId)),
  );
  assert.deepEqual(
    spelled.map(({ path }) => path),
    ['src/core/kit/extensionId.ts'],
  );
});
