/** Files of this machine, read and unpacked by Node. */
import { diskFolder, rangesOf } from '../files/diskRanges.ts';
import { nodeUnpacker } from '../files/nodeUnpacker.ts';
import { readRegularFile } from '../files/regularFile.ts';
import { unpacked } from '../files/runFileBytes.ts';
import type { HostFiles } from './host.ts';

export const nodeFiles: HostFiles = {
  unpacked,
  unpacker: nodeUnpacker,
  disk: { whole: readRegularFile, ranges: rangesOf, folder: diskFolder },
};
