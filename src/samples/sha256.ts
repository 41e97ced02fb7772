/** SHA-256 (FIPS 180-4), at once and in any host: the browser's own has no answer before the next turn. For made-up data alone. */
import { utf8Of } from '../core/kit/utf8.ts';

/** 64 hexadecimal digits, of the text's UTF-8. */
export function sha256(text: string): string {
  const state = firstState.slice();
  const bytes = padded(utf8Of(text));
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length; at += 64) addBlock(state, view, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** Whole blocks of 64 bytes, with the length in bits at the end. */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  bytes.set(message);
  bytes[message.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, message.length * 8);
  return bytes;
}

/** Of the block at hand: some ten thousand are made for the samples. */
const words = new Uint32Array(64);

function addBlock(state: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 64; i++) words[i] = i < 16 ? view.getUint32(at + 4 * i) : mixed(i);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const one = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const first = (h + one + ((e & f) ^ (~e & g)) + (roundConstants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const zero = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    // One after the other: as a list it would be made anew in each round.
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const added = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i] ?? 0) + (added[i] ?? 0);
}

function mixed(i: number): number {
  const near = words[i - 15] ?? 0;
  const far = words[i - 2] ?? 0;
  const low = rotated(near, 7) ^ rotated(near, 18) ^ (near >>> 3);
  const high = rotated(far, 17) ^ rotated(far, 19) ^ (far >>> 10);
  return (words[i - 16] ?? 0) + low + (words[i - 7] ?? 0) + high;
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

const primes = Array.from({ length: 312 }, (_, i) => i).filter(
  (number) =>
    number > 1 && !Array.from({ length: 16 }, (_, i) => i + 2).some((by) => by < number && number % by === 0),
);
/** The first 32 bits behind the point of a prime's root. */
const behindPoint = (root: (prime: number) => number) => (prime: number) => (root(prime) % 1) * 2 ** 32;
const firstState = Uint32Array.from(primes.slice(0, 8), behindPoint(Math.sqrt));
const roundConstants = Uint32Array.from(primes.slice(0, 64), behindPoint(Math.cbrt));
