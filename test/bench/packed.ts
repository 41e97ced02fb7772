import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePackage } from '../support/packaging/makePackage.ts';

/** The extension as it is published, in a folder of its own. */
export interface Packed {
  readonly folder: string;
  /** Its bundles. */
  readonly dist: string;
  readonly vsixKb: number;
  readonly eagerBundleKb: number;
}

/** Packs the extension, away from out/, which other commands write to, and removes it after use. */
export async function withPacked<T>(use: (packed: Packed) => Promise<T>): Promise<T> {
  const parent = await mkdtemp(join(tmpdir(), 'agent-runs-packed-'));
  try {
    const made = await makePackage();
    const folder = join(parent, 'extension');
    await cp(made.folder, folder, { recursive: true });
    const dist = join(folder, 'dist');
    return await use({
      folder,
      dist,
      vsixKb: (await stat(made.vsix)).size / 1024,
      eagerBundleKb: (await stat(join(dist, 'extension.js'))).size / 1024,
    });
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
