/** Small numbers in place of long ids: what a page is sent is short, and means the same as long as the panel lives. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];

  of(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#ids.length;
    this.#numbers.set(id, number);
    this.#ids.push(id);
    return number;
  }

  idOf(number: number): string | undefined {
    return this.#ids[number];
  }
}

/** The new list in the order of the one before; what is new comes at the end, so that nothing moves under a reader. */
export function keptOrder<T>(before: readonly string[], now: readonly T[], idOf: (each: T) => string): T[] {
  const places = new Map(before.map((id, at) => [id, at]));
  const placeOf = (each: T) => places.get(idOf(each)) ?? before.length;
  return now.toSorted((a, b) => placeOf(a) - placeOf(b));
}
