/** What `node:zlib` lacks in the first versions of Node 22, by which the program for terminals may be run. */
import * as zlib from 'node:zlib';
import { crc32 as slowCrc32 } from '../host/crc32.ts';

const later: Partial<Pick<typeof zlib, 'crc32' | 'zstdDecompress'>> = zlib;

/** From 22.2 on. */
export const crc32: (bytes: Uint8Array) => number = later.crc32 ?? slowCrc32;
/** From 22.15 on. */
export const { zstdDecompress } = later;
