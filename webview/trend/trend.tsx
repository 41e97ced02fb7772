import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { plural } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import { spaceAfter } from '../../src/core/kit/punctuation.ts';
import type { TrendMessage } from '../../src/panel/trend/protocol.ts';
import type { TrendView } from '../../src/panel/trend/views.ts';
import { AnalysisHead } from '../kit/analysisHead.tsx';
import { plainKey } from '../kit/keys.ts';
import { ProblemBox } from '../kit/problem.tsx';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { BatchTable } from './batchTable.tsx';
import { CriteriaOver, MeasuresOver } from './multiples.tsx';
import { useTrend } from './page.ts';
import { standingOut } from './places.ts';
import { RateChart, type RateChartHandle } from './rateChart.tsx';
import './trend.css';

/** The batches of a scenario or task over time. All drawings share one cursor. */
export function Trend({ screen }: { readonly screen: TrendMessage }): VNode {
  const { post } = useTrend();
  const { view, criteria, problem } = screen;
  const { title, trail, headline, points, changes, measures, notes, loading } = view;
  const [chosen, choose] = useState<number | undefined>();
  const chart = useRef<RateChartHandle>(null);
  const found = points.findIndex(({ key }) => key === chosen);
  const at = found < 0 ? points.length - 1 : found;
  const cursor = {
    at,
    move: (index: number) => choose(points[index]?.key),
    open: (index: number) => {
      const key = points[index]?.key;
      if (key !== undefined) post({ type: 'openBatch', batch: key });
    },
  };
  const lastBreak = points.findLastIndex(({ broken }) => broken !== undefined);
  const earlier = changes.filter((change) => change.at < lastBreak);
  // With the paint, not after it: the next key may come in between.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = plainKey(event);
      if (key !== 'n' && key !== 'p') return;
      const next = standingOut(points, changes, at, key === 'n' ? 1 : -1);
      if (next === undefined) return;
      choose(points[next]?.key);
      chart.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <main class="analysis trend">
      <AnalysisHead title={t('Trend of {0}', title)} trail={trail} notes={notes} />
      {problem && <ProblemBox problem={problem} aside={t('Showing what is known.')} />}
      {loading && (
        <p class="quiet" role="status">
          {t('Loading the list of batches: the figures may change.')}
        </p>
      )}
      <Keep keep={view.keep} canKeep={view.canKeep} />
      {points.length > 0 && (
        <>
          <Section name={msg('Pass rate')} note={plural(points.length, 'batch', 'batches')}>
            <p class={`verdict-line ${headline.way}`} title={headline.how} dir="auto">
              <Words text={headline.words} />
            </p>
            {earlier.map((change) => (
              <p key={change.at} dir="auto">
                {t('Before the criteria changed:')} <Words text={change.words} />
              </p>
            ))}
            <RateChart handle={chart} view={view} cursor={cursor} />
          </Section>
          <BatchTable points={points} cursor={cursor} />
          {criteria.length > 0 && (
            <CriteriaOver criteria={criteria} habits={view.habits} points={points} cursor={cursor} />
          )}
          {measures.length > 0 && <MeasuresOver measures={measures} points={points} cursor={cursor} />}
        </>
      )}
    </main>
  );
}

/** Where little is known: why, and what mends it where there is an archive. */
function Keep({ keep, canKeep }: Pick<TrendView, 'keep' | 'canKeep'>): VNode | null {
  const { tell } = useTrend();
  if (keep === undefined) return null;
  return (
    <div class="keep">
      <p>
        {keep}
        {spaceAfter(keep)}
        {canKeep && (
          <span class="quiet">{t('Keeping takes what the service still has into the local archive.')}</span>
        )}
      </p>
      {canKeep && (
        <vscode-button onClick={() => tell({ type: 'action', action: 'keepRuns' })}>
          {t('Keep All Runs...')}
        </vscode-button>
      )}
    </div>
  );
}
