/** Prints what was found, and says why not all of it. */
import type { Writable } from 'node:stream';

/** @returns a sentence for what could not be written; a reader that stops early, as `head` does, has what it wanted */
export async function printed(pieces: Iterable<string>, stream: Writable): Promise<string | undefined> {
  let failure: NodeJS.ErrnoException | undefined;
  const failed = new Promise<void>((resolve) => {
    stream.on('error', (error) => {
      failure ??= error;
      resolve();
    });
  });
  const isThrough = (piece: string) => new Promise<void>((resolve) => stream.write(piece, () => resolve()));
  for (const piece of pieces) {
    await Promise.race([isThrough(piece), failed]);
    if (failure) break;
  }
  await Promise.race([isThrough(''), failed]);
  return !failure || failure.code === 'EPIPE'
    ? undefined
    : `What was found could not be written: ${failure.message}.`;
}
