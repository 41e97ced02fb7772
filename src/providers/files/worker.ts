/** The thread in which a large file is read. After each portion it waits until it is asked for the next. */
import { parentPort, workerData } from 'node:worker_threads';
import { useLanguage } from '../../core/kit/l10n.ts';
import { isProviderError } from '../../core/provider/providerError.ts';
import { allServices } from '../all.ts';
import { recordsOf } from './contents.ts';
import { portionsOf } from './portions.ts';
import { loadReaders } from './readers.ts';
import type { FromReader, ThreadData } from './thread.ts';

void read(workerData as ThreadData);

async function read({ bytes, name, incomplete, language }: ThreadData): Promise<void> {
  useLanguage(language);
  try {
    const readers = await loadReaders(await allServices());
    for (const portion of portionsOf(recordsOf(bytes, name, readers, incomplete), readers)) {
      send(portion);
      await asked();
    }
    send({ kind: 'end' });
  } catch (error) {
    if (isProviderError(error)) {
      const { reason, message, nextStep, remedy, position } = error;
      send({ kind: 'failed', failure: { reason, message, nextStep, remedy, position } });
    } else send({ kind: 'defect', message: error instanceof Error ? error.message : String(error) });
  }
  parentPort?.close();
}

function send(message: FromReader): void {
  parentPort?.postMessage(message);
}

function asked(): Promise<void> {
  return new Promise((resolve) => parentPort?.once('message', () => resolve()));
}
