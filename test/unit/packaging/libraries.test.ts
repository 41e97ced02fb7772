/** Licences of what is bundled, the notices and the bill of materials made of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundledLibraries, noticesOf, unknownLicences } from '../../support/packaging/libraries.ts';
import { sbomOf } from '../../support/packaging/sbom.ts';
import { readText, root } from '../invariants/sources.ts';

const bundle = (bytes: Readonly<Record<string, number>>) => ({
  outputs: {
    'dist/a.js': {
      ...{ bytes: 1, imports: [], exports: [] },
      inputs: Object.fromEntries(
        Object.entries(bytes).map(([path, bytesInOutput]) => [path, { bytesInOutput }]),
      ),
    },
  },
});
const libraries = bundledLibraries([
  bundle({ 'node_modules/undici/lib/api.js': 9, 'src/extension.ts': 5, 'node_modules/ajv/dist/ajv.js': 0 }),
  bundle({
    'node_modules/@microsoft/fast-foundation/node_modules/tslib/tslib.es6.js': 3,
    'node_modules/@microsoft/fast-element/dist/a.js': 3,
  }),
]);

test('libraries are those with a byte in a bundle, and what they hold in compiled form', () => {
  assert.deepEqual(
    libraries.map(({ name, licence }) => `${name} ${licence}`),
    ['@microsoft/fast-element MIT', 'llhttp MIT', 'tslib 0BSD', 'undici MIT'],
  );
});

test('each has the text of its licence in the notices, also where its package lacks it', () => {
  const notices = noticesOf(libraries);
  assert.match(notices, /^- @microsoft\/fast-element \d+\.\d+\.\d+ \(MIT\)$/m);
  for (const words of [
    'Copyright (c) Microsoft Corporation. All rights reserved.',
    'Copyright Fedor Indutny, 2018.',
    'Copyright (c) Matteo Collina and Undici contributors',
  ])
    assert.ok(notices.includes(words), words);
  assert.equal(notices.split('-'.repeat(80)).length, 5);
});

test('a licence that nobody has looked at is named, and so is none at all', () => {
  const [one] = libraries;
  assert.deepEqual(
    unknownLicences([
      ...libraries,
      { ...one!, name: 'x', licence: 'GPL-3.0' },
      { ...one!, name: 'y', licence: '' },
    ]),
    ['x: GPL-3.0', 'y: none named'],
  );
});

test('the notices that are in the repository name the versions that are installed', () => {
  const { packages } = JSON.parse(readText('package-lock.json')) as {
    packages: Record<string, { version?: string }>;
  };
  const named = [...readText('ThirdPartyNotices.txt').matchAll(/^- (\S+) (\d\S*) \(/gm)];
  assert.ok(named.length > 15);
  assert.deepEqual(
    named
      .filter(
        ([, name = '', version]) =>
          !Object.entries(packages).some(
            ([folder, each]) => folder.endsWith(`node_modules/${name}`) && each.version === version,
          ),
      )
      .map(([line]) => `${line}: run npm run package`),
    [],
  );
});

test('the bill of materials names the package and each library with its hash, and is the same each time', () => {
  const root = { name: 'agent-run-inspector', publisher: 'p', version: '1.2.3', license: 'MIT' };
  const locked = { 'node_modules/undici': { integrity: 'sha512-//8=' } };
  const text = sbomOf(root, libraries, locked);
  assert.equal(sbomOf(root, libraries, locked), text);
  const bill = JSON.parse(text) as {
    bomFormat: string;
    specVersion: string;
    serialNumber: string;
    metadata: { component: { purl: string } };
    components: { name: string; purl?: string; hashes?: unknown; licenses: unknown }[];
    dependencies: { ref: string; dependsOn?: string[] }[];
  };
  assert.deepEqual([bill.bomFormat, bill.specVersion], ['CycloneDX', '1.6']);
  assert.match(bill.serialNumber, /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  assert.equal(bill.metadata.component.purl, 'pkg:vscode-extension/p/agent-run-inspector@1.2.3');
  const undici = bill.components.find(({ name }) => name === 'undici');
  assert.match(undici?.purl ?? '', /^pkg:npm\/undici@\d/);
  assert.deepEqual(undici?.hashes, [{ alg: 'SHA-512', content: 'ffff' }]);
  assert.deepEqual(undici.licenses, [{ license: { id: 'MIT' } }]);
  assert.match(bill.components[0]?.purl ?? '', /^pkg:npm\/%40microsoft\/fast-element@\d/);
  assert.equal(bill.dependencies[0]?.dependsOn?.length, 4);
});

test('the icon is as large as the galleries want it, and small in bytes', () => {
  const png = readFileSync(join(root, 'media/icon.png'));
  // The head of a PNG: signature, length, IHDR, width, height.
  assert.deepEqual(
    [png.toString('latin1', 12, 16), png.readUInt32BE(16), png.readUInt32BE(20)],
    ['IHDR', 256, 256],
  );
  assert.ok(png.length < 6 * 1024, `${png.length} bytes`);
});
