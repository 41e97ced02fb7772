/** Ids of connections that the program makes itself. A connection of the settings cannot have one of them. */
import { isInFile } from './runFiles.ts';

/** Every sample connection begins with this, e.g. `sample-cognigy`. */
export const samplePrefix = 'sample-';

/** What a refused entry of the settings is called inside, so that it shares a name with nothing. */
const refusedPrefix = 'refused:';

export function isSampleId(id: string): boolean {
  return id.startsWith(samplePrefix);
}

/** The name inside for an entry whose id is taken, and why it is refused; `undefined` for an id that is free. */
export function refusalOf(id: string): { readonly id: string; readonly problem: string } | undefined {
  const taken = isSampleId(id)
    ? `ids that begin with "${samplePrefix}" belong to the samples`
    : isInFile(id)
      ? `"${id}" is the id of the run files`
      : id.startsWith(refusedPrefix)
        ? `ids that begin with "${refusedPrefix}" mark what cannot be used`
        : undefined;
  if (taken === undefined) return undefined;
  return { id: `${refusedPrefix}${id}`, problem: `Its id "${id}" is taken: ${taken}. Give it another id.` };
}
