/** Images that came as data, as an address that a page can show without asking anybody. */
import type { MediaBlock } from './blocks.ts';

/** Pixels only: pages, scripts and references to elsewhere can hide in the other kinds (SVG). */
const shown = /^image\/(?:png|jpeg|gif|webp|bmp|avif)$/i;
/** Characters of base64; some 6 MB of image. */
const mostChars = 8 * 1024 * 1024;

/** `data:image/png;base64,...`; `undefined` for what is no image, too large, or named by an address only. */
export function imageAddress({ mediaKind, mediaType, data }: MediaBlock): string | undefined {
  if (mediaKind !== 'image' || data === undefined || data.length > mostChars) return undefined;
  const type = mediaType ?? typeOf(data);
  if (type === undefined || !shown.test(type) || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(data)) return undefined;
  return `data:${type.toLowerCase()};base64,${data.replaceAll('-', '+').replaceAll('_', '/')}`;
}

/** By the first bytes, where nothing names the kind. */
function typeOf(data: string): string | undefined {
  return [...beginnings].find(([start]) => data.startsWith(start))?.[1];
}

const beginnings: ReadonlyMap<string, string> = new Map([
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
]);
