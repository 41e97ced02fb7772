import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { RunLine } from '../../src/panel/batch/views.ts';
import { Words } from '../kit/words.tsx';
import type { Marks } from './marks.ts';
import { useOverview } from './page.ts';
import './runActions.css';

interface RunActionsProps {
  /** The run that is looked at. */
  readonly run: RunLine | undefined;
  readonly runs: readonly RunLine[];
  readonly marks: Marks;
}

/** What one does with the run that is looked at, and with those that are marked. */
export function RunActions({ run, runs, marks }: RunActionsProps): VNode {
  const { post } = useOverview();
  const isMarked = run !== undefined && marks.runs.includes(run.key);
  const wentWrong = run !== undefined && lackPassing.has(run.outcome);
  const names = marks.runs.map((key) => {
    const title = runs.find((each) => each.key === key)?.title ?? t('a run that is not shown');
    return key === marks.reference ? t('{0} (reference)', title) : title;
  });
  return (
    <div class="run-actions" role="group" aria-label={t('Compare runs')}>
      <button class="link" disabled={!run} aria-pressed={isMarked} onClick={() => run && marks.toggle(run)}>
        {t('Mark for comparison')}
      </button>
      <button class="link" disabled={marks.runs.length < 2} onClick={() => marks.compare(undefined)}>
        {marks.runs.length > 0
          ? t('Compare these ({0})', formatCount(marks.runs.length))
          : t('Compare these')}
      </button>
      <button
        class="link"
        disabled={!wentWrong}
        onClick={() => run && post({ type: 'passingRun', run: run.key })}
      >
        {t('Nearest passing run')}
      </button>
      {names.length > 0 && (
        <>
          <button class="link" onClick={() => marks.clear()}>
            {t('Clear marks')}
          </button>
          <span class="quiet" dir="auto">
            {t('Marked:')} <Words text={commas(names)} />
          </span>
        </>
      )}
    </div>
  );
}

/** Those whose reader may want to see how it should have gone. */
const lackPassing: ReadonlySet<RunLine['outcome']> = new Set(['failed', 'errored', 'stopped']);
