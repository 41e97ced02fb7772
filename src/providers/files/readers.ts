/** Whose saved answers are recognised. */
import type { Provider, SavedReader } from '../../core/provider/provider.ts';

/** By the provider's id, in the order in which they are tried. */
export type Readers = ReadonlyMap<string, SavedReader>;

export async function loadReaders(services: readonly Provider[]): Promise<Readers> {
  return new Map(await Promise.all(services.map(async ({ id, saved }) => [id, await saved()] as const)));
}
