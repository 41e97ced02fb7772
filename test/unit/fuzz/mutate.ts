/** Damages a JSON answer at random, the same way for the same seed: in its values, then in its bytes. */

export type Random = () => number;

/** Small, fast and good enough: mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One to eight places of a parsed answer are changed in place; returns it as bytes. */
export function mutated(answer: unknown, random: Random): Uint8Array {
  const root: Record<string, unknown> = { answer };
  const places = placesOf(root);
  for (let left = 1 + Math.floor(random() ** 3 * 8); left > 0; left -= 1)
    change(pick(places, random), random);
  // The root itself may be gone, or nothing that JSON knows.
  const text = root['answer'] === undefined ? '' : JSON.stringify(root['answer']);
  return encoded(random() < 0.9 ? text : damagedText(text, random), random);
}

/** A member of an object or array. */
interface Place {
  readonly within: Record<string, unknown> | unknown[];
  readonly key: string;
}

function placesOf(root: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const pending: unknown[] = [root];
  for (let within = pending.pop(); within !== undefined; within = pending.pop()) {
    if (!isContainer(within)) continue;
    for (const [key, value] of Object.entries(within)) {
      places.push({ within, key });
      if (isContainer(value)) pending.push(value);
    }
  }
  return places;
}

function change({ within, key }: Place, random: Random): void {
  const value: unknown = Reflect.get(within, key);
  const kind = random();
  if (kind < 0.45) Reflect.set(within, key, pick(strangers, random)());
  else if (kind < 0.65) remove(within, key);
  else if (kind < 0.8) duplicate(within, value, random);
  else if (kind < 0.9) Reflect.set(within, key, swapped(value));
  else if (!Array.isArray(within)) Reflect.set(within, pick(awkwardKeys, random), value);
}

function remove(within: Place['within'], key: string): void {
  if (Array.isArray(within)) within.splice(Number(key), 1);
  else Reflect.deleteProperty(within, key);
}

/** An element twice, or often, or a member under another's name. */
function duplicate(within: Place['within'], value: unknown, random: Random): void {
  if (Array.isArray(within)) {
    const times = random() < 0.9 ? 1 : 50;
    for (let copy = 0; copy < times; copy += 1) within.push(structuredClone(value));
    return;
  }
  const keys = Object.keys(within);
  // An earlier change may have emptied it.
  if (keys.length > 0) Reflect.set(within, pick(keys, random), structuredClone(value));
}

/** The same in another type. */
function swapped(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value === '' ? 0 : Number.isFinite(Number(value)) ? Number(value) : [value];
    case 'number':
      return String(value);
    case 'boolean':
      return value ? 'true' : 0;
    case 'object':
      return Array.isArray(value) ? Object.fromEntries(value.entries()) : value === null ? {} : [value];
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      return value;
  }
}

const strangers: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => 0.1 + 0.2,
  () => '',
  () => 'x',
  () => ' ',
  () => '1e999',
  () => '2026-02-30T25:61:61Z',
  () => '\u0000\u001b[31m\u202e\ud800',
  () => '</script><img src=x onerror=alert(1)>',
  () => 'ä😀'.repeat(2000),
  () => [],
  () => ({}),
  () => [[]],
  () => ({ id: 'inner' }),
  () => JSON.parse('{"__proto__":{"id":"polluted"},"constructor":null}') as unknown,
  () => nested(200),
];

const awkwardKeys = ['', '__proto__x', 'constructor', 'length', 'id', 'data', 'total', 'turns', 'a.b[0]'];

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
}

/** No longer what JSON.stringify would write: cut off, doubled, a character lost, numbers out of range. */
function damagedText(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text + text;
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text.replace(/:\d+/, ':1e999');
    default:
      return text.replace(':{', ':{"__proto__":{"x":1},"id":"twice",');
  }
}

function encoded(text: string, random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.94) return Buffer.from(text);
  if (kind < 0.96) return Buffer.from(`\uFEFF${text}`);
  if (kind < 0.97) return Buffer.from(text, 'utf16le');
  if (kind < 0.98) return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

function pick<T>(from: readonly T[], random: Random): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === 'object' && value !== null;
}
