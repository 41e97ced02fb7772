import type { VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { PointView } from '../../src/panel/trend/views.ts';
import { IntervalBar } from '../kit/intervalBar.tsx';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import type { Cursor } from './cursor.ts';
import { useTrend } from './page.ts';

interface BatchTableProps {
  readonly points: readonly PointView[];
  readonly cursor: Cursor;
}

const shownAtFirst = 10;

/** What is drawn, to read and for the keyboard: the newest batch first, each a way to its overview. */
export function BatchTable({ points, cursor }: BatchTableProps): VNode {
  const { folds } = useTrend();
  const all = folds.isOpen('allBatches', false);
  const rows = points.map((point, index) => ({ point, index })).reverse();
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <Section name={msg('Batches')} note={t('newest first')}>
      <table class="changes">
        <thead>
          <tr>
            <th scope="col">{t('Batch')}</th>
            <th scope="col">{t('Made')}</th>
            <th scope="col">{t('Pass rate')}</th>
            <th scope="col">{t('To expect')}</th>
            <th scope="col">{t('Notes')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ point, index }) => (
            <Row key={point.key} point={point} index={index} cursor={cursor} />
          ))}
        </tbody>
      </table>
      {rows.length > shownAtFirst && (
        <button class="link faint" aria-pressed={all} onClick={() => folds.set('allBatches', !all)}>
          {all ? t('Show only the newest') : t('Show all {0}', formatCount(rows.length))}
        </button>
      )}
    </Section>
  );
}

interface RowProps {
  readonly point: PointView;
  readonly index: number;
  readonly cursor: Cursor;
}

function Row({ point, index, cursor }: RowProps): VNode {
  const { title, made, words, bar, expectedWords, stands, notes, broken } = point;
  const isOff = stands === 'below' || stands === 'above';
  return (
    <>
      <tr
        class={index === cursor.at ? 'current' : ''}
        {...(index === cursor.at ? { 'aria-current': 'true' as const } : {})}
      >
        <th scope="row" dir="auto">
          <button class="link" onFocus={() => cursor.move(index)} onClick={() => cursor.open(index)}>
            <Words text={title} />
          </button>
        </th>
        <td data-label={t('Made')}>{made}</td>
        <td data-label={t('Pass rate')}>
          {words} {bar && <IntervalBar bar={bar} />}
        </td>
        <td data-label={t('To expect')}>{expectedWords}</td>
        <td data-label={t('Notes')} class={isOff ? `stands ${stands}` : ''}>
          {notes}
        </td>
      </tr>
      {broken !== undefined && (
        <tr class="break">
          <td colSpan={5} dir="auto">
            <Words text={broken} />
          </td>
        </tr>
      )}
    </>
  );
}
