/** Titles of places as they were archived, for as long as no listing has told those of today. */
import type { Place } from '../run/refs.ts';
import type { Item } from '../run/run.ts';
import { keyOf } from './listing.ts';

export class KeptTitles {
  readonly #trails = new Map<string, readonly string[]>();

  /** Titles from the connection down to the place itself; empty when none are known. */
  of(place: Place): readonly string[] {
    return this.#trails.get(keyOf(place)) ?? [];
  }

  note(items: readonly Item[]): void {
    for (const item of items) {
      const trail = item.kind === 'collection' ? undefined : item.archived?.trail;
      if (item.kind !== 'collection' && trail) this.#trails.set(keyOf(item.ref), trail);
    }
  }

  forget(connection: string): void {
    const own = keyOf({ connection, path: [] });
    for (const key of [...this.#trails.keys()])
      if (key === own || key.startsWith(`${own}/`)) this.#trails.delete(key);
  }
}
