/** What *Keep All Runs* says, while it works and at the end. */
import { formatCount, plural } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import type { KeepProgress, KeptEverything } from './keepEverything.ts';

/** `batch 3 of 40 · 120 runs` */
export function progressWords({ runs, done, batches }: KeepProgress): string {
  const where =
    batches === undefined
      ? t('looking what there is')
      : t('batch {0} of {1}', Math.min(done + 1, batches), formatCount(batches));
  return `${where} · ${plural(runs, 'run')}`;
}

/** Sentences in a row: what was kept, what was there before, what is missing, how to go on. */
export function keptWords({ runs, done, batches, known, missing, stopped }: KeptEverything): string {
  const said = [];
  if (stopped === 'cancelled') said.push(t('Stopped after {0}.', plural(runs, 'run')));
  else if (stopped) said.push(t('Stopped after {0}: {1}', plural(runs, 'run'), stopped.message));
  else if (runs === 0 && known > 0 && missing.length === 0) said.push(t('All runs were archived before.'));
  else if (runs === 0) said.push(t('The service has no runs here that could be kept.'));
  else said.push(t('The archive has {0} as the service has them now.', plural(runs, 'run')));
  if (known > 0 && runs > 0)
    said.push(
      counted(
        known,
        '{0} batch was archived before.',
        '{0} batches were archived before.',
        formatCount(known),
      ),
    );
  if (stopped && batches !== undefined && done < batches)
    said.push(t('{0} left: Keep All Runs goes on there.', plural(batches - done, 'batch', 'batches')));
  if (missing.length > 0) {
    const [first] = missing;
    const told = [first?.title ?? '', first?.why ?? ''] as const;
    const others = missing.length - 1;
    said.push(
      others > 0
        ? t('Not kept: {0}: {1} (and {2} more in the log)', ...told, others)
        : t('Not kept: {0}: {1}', ...told),
    );
  }
  return sentences(said);
}
