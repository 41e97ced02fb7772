import type { VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import type { PointView } from '../../src/panel/trend/views.ts';
import { Words } from '../kit/words.tsx';

export interface Series {
  readonly name: string;
  /** One for each point; empty where there is no value. */
  readonly words: readonly string[];
}

interface SeriesTableProps {
  /** What the rows are. */
  readonly head: string;
  readonly series: readonly Series[];
  readonly points: readonly PointView[];
}

/** A row for each series, a column for each batch, the newest first. */
export function SeriesTable({ head, series, points }: SeriesTableProps): VNode {
  const newest = points.map((point, index) => ({ point, index })).reverse();
  return (
    <div class="series-room" role="region" aria-label={t('{0} by batch', head)} tabIndex={0}>
      <table class="series">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {newest.map(({ point }) => (
              <th key={point.key} scope="col" dir="auto">
                <Words text={point.title} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map(({ name, words }, row) => (
            <tr key={`${name} ${row}`}>
              <th scope="row" dir="auto">
                <Words text={name} />
              </th>
              {newest.map(({ point, index }) => (
                <td key={point.key}>{words[index] || '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
