import type { VNode } from 'preact';
import { msg, t } from '../../src/core/kit/l10n.ts';
import { formatCount, formatPercent, plural } from '../../src/core/kit/format.ts';
import type { CriterionTrendView, MeasureTrendView, PointView } from '../../src/panel/trend/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import type { Cursor } from './cursor.ts';
import { Multiple } from './multiple.tsx';
import { useTrend } from './page.ts';
import { SeriesTable, type Series } from './seriesTable.tsx';

interface OverProps {
  readonly points: readonly PointView[];
  readonly cursor: Cursor;
}

/** How often each criterion was met, batch by batch; those of which something can be told come first. */
export function CriteriaOver({
  criteria,
  habits,
  points,
  cursor,
}: OverProps & {
  readonly criteria: readonly CriterionTrendView[];
  readonly habits: readonly string[];
}): VNode {
  const changed = criteria.filter(({ change }) => change !== '').length;
  const note =
    changed === 0
      ? formatCount(criteria.length)
      : t('{0} changed, of {1}', formatCount(changed), formatCount(criteria.length));
  const series = criteria.map(({ name, words }) => ({ name, words }));
  return (
    <Section name={msg('Criteria')} note={note}>
      {habits.map((words) => (
        <p key={words} class="quiet" dir="auto">
          <Words text={words} />
        </p>
      ))}
      <Both what="criteria" head={t('Criterion')} series={series} points={points}>
        {criteria.map((criterion, index) => (
          <Multiple
            key={`${criterion.name} ${index}`}
            {...{ name: criterion.name, values: criterion.rates, words: criterion.words, cursor }}
            {...{
              extent: [0, 1] as const,
              ends: [formatPercent(0), formatPercent(100)] as const,
              changedAt: criterion.at,
            }}
            {...{ change: criterion.change, flips: criterion.flips, way: criterion.way }}
          />
        ))}
      </Both>
    </Section>
  );
}

/** Medians of the runs that came to an end, batch by batch, and between which values the middle half lies. */
export function MeasuresOver({
  measures,
  points,
  cursor,
}: OverProps & { readonly measures: readonly MeasureTrendView[] }): VNode {
  const series = measures.map(({ label, words }) => ({ name: label, words }));
  return (
    <Section name={msg('Measures')} note={t('median, middle half')}>
      <Both what="measures" head={t('Measure')} series={series} points={points}>
        {measures.map(({ label, middles, words, ends }) => (
          <Multiple
            key={label}
            {...{ name: label, values: middles, words, cursor, ends }}
            {...{ extent: undefined, changedAt: undefined, change: '', flips: '', way: undefined }}
          />
        ))}
      </Both>
    </Section>
  );
}

interface BothProps {
  readonly what: 'criteria' | 'measures';
  readonly head: string;
  readonly series: readonly Series[];
  readonly points: readonly PointView[];
  readonly children: readonly VNode[];
}

/** Drawn, or as a table. */
function Both({ what, head, series, points, children }: BothProps): VNode {
  const { folds } = useTrend();
  const asTable = folds.isOpen(`table:${what}`, false);
  return (
    <>
      {asTable ? (
        <SeriesTable head={head} series={series} points={points} />
      ) : (
        <div class="multiples">{children}</div>
      )}
      <button class="link faint" aria-pressed={asTable} onClick={() => folds.set(`table:${what}`, !asTable)}>
        {asTable
          ? t('Show drawn')
          : what === 'criteria'
            ? t('Show {0} as a table', plural(series.length, 'criterion', 'criteria'))
            : t('Show {0} as a table', plural(series.length, 'measure'))}
      </button>
    </>
  );
}
