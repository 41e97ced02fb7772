import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import { counted, msg, t } from '../../src/core/kit/l10n.ts';
import type { Loading } from '../../src/panel/batch/views.ts';
import { ProblemBox } from '../kit/problem.tsx';
import { Section } from '../kit/section.tsx';
import { Trail } from '../kit/trail.tsx';
import { Words } from '../kit/words.tsx';
import type { BatchScreen } from './client.ts';
import { Groups } from './groups.tsx';
import { CriteriaByRun } from './matrix/criteriaByRun.tsx';
import { useAfterPaint, useRunOrder } from './hooks.ts';
import { useMarks } from './marks.ts';
import { Measures } from './measures.tsx';
import { useOverview, type Choices } from './page.ts';
import { PassRate } from './passRate.tsx';
import { RunTable } from './runTable.tsx';

interface OverviewProps {
  readonly screen: BatchScreen;
  readonly choices: Choices;
  readonly onChoose: (choices: Choices) => void;
}

export function Overview({ screen, choices, onChoose }: OverviewProps): VNode {
  const { post, tell } = useOverview();
  const { batch, runs, problem } = screen;
  const [group, setGroup] = useState<number | undefined>(undefined);
  const shownGroup = batch.groups.find(({ key }) => key === group);
  const marks = useMarks();
  const painted = useAfterPaint();
  const { keys: order, again } = useRunOrder(screen, choices.sort);
  const shown = useMemo(() => {
    const byKey = new Map(runs.map((run) => [run.key, run]));
    const { outcomes } = choices;
    return order.flatMap((key) => {
      const run = byKey.get(key);
      if (!run || (outcomes.length > 0 && !outcomes.includes(run.outcome))) return [];
      return shownGroup && run.group !== shownGroup.key ? [] : run;
    });
  }, [runs, order, choices.outcomes, shownGroup]);
  const note = shownNote(shown.length, runs.length, shownGroup?.title);
  return (
    <main class="overview">
      <header>
        <Trail titles={batch.trail} />
        <div class="overview-title">
          <h1 dir="auto">
            <Words text={batch.title} />
          </h1>
          <div class="overview-actions">
            <button class="link" onClick={() => post({ type: 'compareBatch', against: 'previous' })}>
              {t('Compare with the one before')}
            </button>
            {batch.hasBaseline && (
              <button class="link" onClick={() => post({ type: 'compareBatch', against: 'baseline' })}>
                {t('Compare with the baseline')}
              </button>
            )}
            <button class="link" onClick={() => tell({ type: 'action', action: 'openTrend' })}>
              {t('Trend')}
            </button>
            <button class="link" onClick={() => tell({ type: 'action', action: 'askAboutBatch' })}>
              {t('Ask Assistant')}
            </button>
            <button class="link" onClick={() => tell({ type: 'action', action: 'copyAnalysisAsMarkdown' })}>
              {t('Copy as Markdown')}
            </button>
            <button class="link" onClick={() => tell({ type: 'action', action: 'copyBatchLink' })}>
              {t('Copy Link')}
            </button>
            <button class="link" onClick={() => tell({ type: 'action', action: 'exportAnalysis' })}>
              {t('Export...')}
            </button>
            <button class="link" onClick={() => tell({ type: 'retry' })}>
              {t('Refresh')}
            </button>
          </div>
        </div>
      </header>
      {problem && (
        <ProblemBox problem={problem} aside={runs.length > 0 ? t('Showing what was loaded before.') : ''} />
      )}
      <LoadingLine loading={batch.loading} />
      {batch.notes.length > 0 && (
        <ul class="notes">
          {batch.notes.map((note) => (
            <li key={note}>
              <Words text={note} />
            </li>
          ))}
        </ul>
      )}
      <PassRate
        batch={batch}
        outcomes={choices.outcomes}
        onOutcomes={(outcomes) => onChoose({ ...choices, outcomes })}
      />
      {batch.criteria.length > 0 ? (
        <CriteriaByRun
          {...{ screen, choices, onChoose, marks }}
          runs={shown}
          note={note}
          onSortAgain={again}
        />
      ) : (
        runs.length > 0 && (
          <Section name={msg('Runs')} note={note}>
            <RunTable runs={shown} batch={batch} marks={marks} />
          </Section>
        )
      )}
      {painted && batch.groups.length + batch.others.length > 0 && (
        <Groups
          {...{ groups: batch.groups, others: batch.others, runs }}
          shown={shownGroup?.key}
          onShow={setGroup}
        />
      )}
      {painted && batch.measures.length > 0 && <Measures measures={batch.measures} runs={runs} />}
    </main>
  );
}

/** `9 of 20 runs · only "Rule Cited"`. */
function shownNote(shown: number, all: number, group: string | undefined): string {
  const count =
    shown === all
      ? plural(all, 'run')
      : counted(all, '{0} of {1} run', '{0} of {1} runs', formatCount(shown), formatCount(all));
  return group === undefined ? count : t('{0} · only “{1}”', count, group);
}

function LoadingLine({ loading }: { readonly loading: Loading }): VNode | null {
  const { post } = useOverview();
  if (loading.kind === 'done') return null;
  const { loaded, total } = loading;
  const count =
    total === undefined
      ? plural(loaded, 'run')
      : counted(total, '{0} of {1} run', '{0} of {1} runs', formatCount(loaded), formatCount(total));
  return (
    <p class="loading" role="status">
      {loading.kind === 'going'
        ? t('Loading the runs: {0} so far.', count)
        : t('{0} loaded; the figures are of these.', count)}
      <button class="link" onClick={() => post({ type: loading.kind === 'going' ? 'stop' : 'loadAll' })}>
        {loading.kind === 'going' ? t('Stop') : t('Load all')}
      </button>
    </p>
  );
}
