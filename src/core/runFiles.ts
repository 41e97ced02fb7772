/** Run files: the one connection that leads to files instead of a service. */
import type { Connection } from './provider.ts';
import type { RunRef } from './run.ts';

/** No address, hence no key and no request. */
export const filesConnection: Connection = {
  id: 'run-files',
  provider: 'file',
  label: 'Run Files',
  baseUrl: '',
};

export function isInFile({ connection }: Pick<RunRef, 'connection'>): boolean {
  return connection === filesConnection.id;
}
