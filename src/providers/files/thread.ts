/** Reads a large file in a thread of its own, which ends with the reading, or when nobody waits for it any more. */
import { languageInUse, type Language, t } from '../../core/kit/l10n.ts';
import { nextTurn } from '../../core/kit/yielding.ts';
import { Worker } from 'node:worker_threads';
import { ProviderError, type ProviderErrorInit } from '../../core/provider/providerError.ts';
import type { ReadingJob } from './deps.ts';
import type { FileRecord } from './records.ts';
import type { Assembly, Portion } from './portions.ts';

/** What the thread is started with: what goes wrong is said in the language of the host. */
export type ThreadData = ReadingJob & { readonly language: Language };

export type FromReader =
  | Portion
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: ProviderErrorInit }
  /** An error of ours. */
  | { readonly kind: 'defect'; readonly message: string };

/**
 * @param script of the thread: {@link import('./worker.ts')}, or its bundle
 * @param assembly takes what the thread hands over; the caller has the code for it anyway
 * @throws ProviderError as {@link import('./contents.ts').recordsOf} does
 */
export async function recordsInThread(
  script: string | URL,
  job: ReadingJob,
  assembly: Assembly,
  signal: AbortSignal,
): Promise<readonly FileRecord[]> {
  signal.throwIfAborted();
  const worker = new Worker(script, {
    workerData: { ...job, language: languageInUse() } satisfies ThreadData,
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    name: 'run-file',
  });
  const { promise, resolve, reject } = Promise.withResolvers<readonly FileRecord[]>();
  const cancel = () => reject(signal.reason as Error);
  signal.addEventListener('abort', cancel, { once: true });
  worker.on('error', (error: Error) => reject(endedEarly(job.name, error.message)));
  worker.on('exit', () => reject(endedEarly(job.name, t('its thread ended'))));
  worker.on('message', (message: FromReader) => {
    if (message.kind === 'end') resolve(assembly.records);
    else if (message.kind === 'failed') reject(new ProviderError(message.failure));
    else if (message.kind === 'defect') reject(new Error(message.message));
    else {
      assembly.add(message);
      // Other work of this thread comes first; then the next portion is asked for.
      void nextTurn().then(() => worker.postMessage('next'));
    }
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}

function endedEarly(name: string, why: string): ProviderError {
  return new ProviderError({
    reason: 'tooLarge',
    message: t('{0} cannot be read: {1}.', name, why.replace(/\.$/, '')),
    nextStep: t('Choose a smaller file, or close others and try again.'),
  });
}
