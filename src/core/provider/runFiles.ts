/** Run files: the one connection that leads to files instead of a service. */
import { t } from '../kit/l10n.ts';
import type { Place } from '../run/refs.ts';
import type { RunRef } from '../run/run.ts';
import type { Connection } from './provider.ts';

/** No address, hence no key and no request. */
export const filesConnection: Connection = {
  id: 'run-files',
  provider: 'file',
  get label() {
    return t('Run Files');
  },
  baseUrl: '',
};

/** @param connection id of one */
export function isInFile(connection: string): boolean {
  return connection === filesConnection.id;
}

/** Stands for a file in which no run was found: asked for it, the file says why. */
export function fileItself(place: Place): RunRef {
  return { ...place, run: '' };
}

/** A file that the person opened. */
export interface OpenFile {
  readonly uri: string;
  /** What the tree shows. */
  readonly name: string;
  /** Where it is, for people. */
  readonly where: string;
  /** Id of the run that the person said its transcript belongs to. */
  readonly run?: string | undefined;
}

export interface FileContent {
  /** Unpacked. */
  readonly bytes: Uint8Array;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Why `bytes` are not all of the file, in words. */
  readonly incomplete?: string | undefined;
  /** A further sentence about the file. */
  readonly note?: string | undefined;
}
