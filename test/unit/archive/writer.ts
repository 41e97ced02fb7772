/**
 * A window that only writes: `node writer.ts FOLDER NAME PORTIONS SIZE [WORKER]`. After each flush it prints how many
 * of its runs (`NAME-0`, `NAME-1`, ...) are written. WORKER is the archive's own worker as one file; else its TypeScript.
 */
import { pathToFileURL } from 'node:url';
import { openArchive } from '../../../src/archive/main.ts';
import { saidRun, trail, worker } from './support.ts';

const [folder = '', name = '', portions = '', size = '', script] = process.argv.slice(2);
const archive = openArchive({
  folder,
  worker: script === undefined ? worker : pathToFileURL(script),
  retention: { days: undefined, megabytes: 1000 },
  now: Date.now,
});
archive.onTrouble(({ reason }) => process.stdout.write(`${reason}\n`));
for (let portion = 0; portion < Number(portions); portion++) {
  const first = portion * Number(size);
  const runs = Array.from({ length: Number(size) }, (_, i) =>
    saidRun(`${name}-${first + i}`, [`written by ${name}`, `as number ${first + i}`, 'filler '.repeat(200)], {
      minute: first + i,
    }),
  );
  archive.keep(runs, trail);
  await archive.flush();
  process.stdout.write(`${first + Number(size)}\n`);
}
await archive.dispose();
