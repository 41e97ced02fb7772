import { crc32, deflateSync } from 'node:zlib';

const most = 256;

/**
 * A PNG of at most 256 colours: half as large as one of all colours where large areas have one colour. What has none of the
 * most frequent ones (a few points of soft edges) gets the nearest of them.
 * @param rgba four bytes a point, row by row
 * @param side of the square, in points
 */
export function palettePng(rgba: Uint8Array, side: number): Buffer {
  const points = Array.from({ length: side * side }, (_, at) => [...rgba.subarray(at * 4, at * 4 + 4)]);
  const counts = new Map<string, number>();
  for (const point of points) counts.set(String(point), (counts.get(String(point)) ?? 0) + 1);
  const frequent = [...counts].toSorted(([, one], [, other]) => other - one).slice(0, most);
  const palette = frequent.map(([colour]) => colour.split(',').map(Number));
  const places = new Map<string, number>();
  const placeOf = (point: readonly number[]): number => {
    const key = String(point);
    const place = places.get(key) ?? nearest(palette, point);
    places.set(key, place);
    return place;
  };
  // Each row begins with its filter: none.
  const rows = Array.from({ length: side }, (_, y) => [
    0,
    ...points.slice(y * side, (y + 1) * side).map(placeOf),
  ]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits a point, a palette.
  head.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.flatMap((colour) => colour.slice(3)))),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function nearest(palette: readonly (readonly number[])[], point: readonly number[]): number {
  const distances = palette.map((colour) =>
    colour.reduce((sum, value, at) => sum + (value - (point[at] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

/** A part of the file: length, name, bytes, sum of checks. */
function chunk(name: string, bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), bytes]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(bytes.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
