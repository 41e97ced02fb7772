import { useState } from 'preact/hooks';
import { plural } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { RunLine } from '../../src/panel/batch/views.ts';
import { useOverview } from './page.ts';

/** Runs that the reader has marked to hold them beside each other. */
export interface Marks {
  /** Keys, in the order in which they were marked. */
  readonly runs: readonly number[];
  /** The marked run that the others are to be held against, if the reader chose one. */
  readonly reference: number | undefined;
  /** Marks the run, or takes its mark away. */
  toggle(run: RunLine): void;
  /** Marks the run as the reference, or makes it an ordinary marked run again. */
  toggleReference(run: RunLine): void;
  /** Compares those that are marked; one alone with the run that is looked at. */
  compare(active: RunLine | undefined): void;
  clear(): void;
}

/** The host refuses to hold more than these beside each other. */
export const mostRuns = 10;

type Marked = Pick<Marks, 'runs' | 'reference'>;

const none: Marked = { runs: [], reference: undefined };

export function useMarks(): Marks {
  const { announce, post } = useOverview();
  const [marked, setMarked] = useState<Marked>(none);
  const set = (now: Marked, words: string): void => {
    setMarked(now);
    announce(t('{0}. {1} marked', words, plural(now.runs.length, 'run')));
  };
  const isFull = (run: RunLine): boolean => {
    if (marked.runs.includes(run.key) || marked.runs.length < mostRuns) return false;
    announce(t('Not more than {0} runs can be compared', mostRuns));
    return true;
  };
  return {
    ...marked,
    toggle: (run) => {
      const { key, title } = run;
      const without = marked.runs.filter((each) => each !== key);
      if (without.length < marked.runs.length) {
        const reference = marked.reference === key ? undefined : marked.reference;
        set({ runs: without, reference }, t('{0} is not marked any more', title));
      } else if (!isFull(run)) set({ ...marked, runs: [...without, key] }, t('{0} is marked', title));
    },
    toggleReference: (run) => {
      const { key, title } = run;
      if (marked.reference === key)
        set({ ...marked, reference: undefined }, t('{0} is no reference any more', title));
      else if (!isFull(run))
        set(
          { runs: [...marked.runs.filter((each) => each !== key), key], reference: key },
          t('{0} is the reference', title),
        );
    },
    compare: (active) => {
      const { runs, reference } = marked;
      const [one] = runs;
      const both = one !== undefined && active && active.key !== one ? [one, active.key] : runs;
      const compared = runs.length > 1 ? runs : both;
      if (compared.length > 1) post({ type: 'compareRuns', runs: compared, reference });
      else announce(t('Mark two to {0} runs with Space first', mostRuns));
    },
    clear: () => set(none, t('No run is marked any more')),
  };
}

/** What a screen reader says of a marked run; empty for others. */
export function markWords({ runs, reference }: Marked, run: number): string {
  if (reference === run) return t('marked as the reference');
  return runs.includes(run) ? t('marked') : '';
}
