/** A bill of materials of the package, in the form CycloneDX 1.6 (ECMA-424), as JSON. */
import { createHash } from 'node:crypto';
import type { Library } from './libraries.ts';

interface Root {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly license: string;
}

/** `packages` of package-lock.json, by folder. */
type Locked = Readonly<Record<string, { readonly integrity?: string; readonly resolved?: string }>>;

/** The same libraries make the same text: it has no time and no number by chance. */
export function sbomOf(root: Root, libraries: readonly Library[], locked: Locked): string {
  const components = libraries.map((library) => component(library, locked));
  const self = {
    type: 'application',
    'bom-ref': `${root.publisher}.${root.name}@${root.version}`,
    publisher: root.publisher,
    name: root.name,
    version: root.version,
    licenses: [{ license: { id: root.license } }],
    purl: `pkg:vscode-extension/${root.publisher}/${root.name}@${root.version}`,
  };
  const refs = components.map((each) => each['bom-ref']);
  const content = {
    metadata: { component: self },
    components,
    dependencies: [{ ref: self['bom-ref'], dependsOn: refs }, ...refs.map((ref) => ({ ref }))],
  };
  const head = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
  };
  return `${JSON.stringify({ ...head, ...content }, undefined, 2)}\n`;
}

function component({ name, version, licence, folder }: Library, locked: Locked) {
  const licenses = [{ license: { id: licence } }];
  // Compiled into another library: no package of its own.
  if (version === undefined) return { type: 'library', 'bom-ref': name, name, licenses };
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const hash = /^sha512-(.+)$/.exec(locked[folder]?.integrity ?? '')?.[1];
  const hashes =
    hash === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] };
  return { type: 'library', 'bom-ref': purl, name, version, ...hashes, licenses, purl };
}

/** A UUID made of what it names (RFC 9562, version 8). */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
