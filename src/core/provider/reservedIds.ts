/** Ids of connections that the program makes itself. A connection of the settings cannot have one of them. */
import { t } from '../kit/l10n.ts';
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
    ? t('ids that begin with "{0}" belong to the samples', samplePrefix)
    : isInFile(id)
      ? t('"{0}" is the id of the run files', id)
      : id.startsWith(refusedPrefix)
        ? t('ids that begin with "{0}" mark what cannot be used', refusedPrefix)
        : undefined;
  if (taken === undefined) return undefined;
  return {
    id: `${refusedPrefix}${id}`,
    problem: t('Its id "{0}" is taken: {1}. Give it another id.', id, taken),
  };
}
