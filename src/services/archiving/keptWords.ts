/** What *Keep All Runs* says, while it works and at the end. */
import { formatCount, plural } from '../../core/kit/format.ts';
import type { KeepProgress, KeptEverything } from './keepEverything.ts';

/** `batch 3 of 40 · 120 runs` */
export function progressWords({ runs, done, batches }: KeepProgress): string {
  const where =
    batches === undefined
      ? 'looking what there is'
      : `batch ${Math.min(done + 1, batches)} of ${formatCount(batches)}`;
  return `${where} · ${plural(runs, 'run')}`;
}

/** Sentences in a row: what was kept, what was there before, what is missing, how to go on. */
export function keptWords({ runs, done, batches, known, missing, stopped }: KeptEverything): string {
  const sentences = [];
  if (stopped === 'cancelled') sentences.push(`Stopped after ${plural(runs, 'run')}.`);
  else if (stopped) sentences.push(`Stopped after ${plural(runs, 'run')}: ${stopped.message}`);
  else if (runs === 0 && known > 0 && missing.length === 0) sentences.push('All runs were archived before.');
  else if (runs === 0) sentences.push('The service has no runs here that could be kept.');
  else sentences.push(`The archive has ${plural(runs, 'run')} as the service has them now.`);
  if (known > 0 && runs > 0)
    sentences.push(`${plural(known, 'batch', 'batches')} ${known === 1 ? 'was' : 'were'} archived before.`);
  if (stopped && batches !== undefined && done < batches)
    sentences.push(`${plural(batches - done, 'batch', 'batches')} left: Keep All Runs goes on there.`);
  if (missing.length > 0) {
    const [first] = missing;
    const others = missing.length > 1 ? ` (and ${missing.length - 1} more in the log)` : '';
    sentences.push(`Not kept: ${first?.title ?? ''}: ${first?.why ?? ''}${others}`);
  }
  return sentences.join(' ');
}
