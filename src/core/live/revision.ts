/** What a listing says, as a short word: windows compare it to see whether they show the same. */
import type { Item } from '../run/run.ts';
import { itemKey } from '../store/listing.ts';

/** Makes revisions; remembers those of items, which keep their identity as long as they say the same. */
export class Revisions {
  readonly #known = new WeakMap<Item, number>();

  /** The same for the same items in any order: windows may sort and page differently. */
  of(items: readonly Item[], total?: number): string {
    let sum = 0;
    for (const item of items) sum = (sum + this.#hash(item)) >>> 0;
    return `${items.length}.${total ?? ''}.${sum.toString(36)}`;
  }

  #hash(item: Item): number {
    const known = this.#known.get(item);
    if (known !== undefined) return known;
    const text = item.kind === 'collection' ? JSON.stringify(item) : item.raw();
    const hash = mix(mix(2166136261, itemKey(item)), text);
    this.#known.set(item, hash);
    return hash;
  }
}

/** A short, stable name for a text, so that shared files hold no ids. */
export function nameOf(text: string): string {
  return mix(2166136261, text).toString(36) + mix(84696351, text).toString(36);
}

/** FNV-1a over UTF-16 code units. */
function mix(seed: number, text: string): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}
