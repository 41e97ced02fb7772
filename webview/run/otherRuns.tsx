import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dateWords } from '../../src/core/kit/dates.ts';
import { formatDuration, plural } from '../../src/core/kit/format.ts';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { OtherRun, OtherRuns as Others } from '../../src/panel/run/views.ts';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { outcomeWords } from '../kit/outcomeWords.ts';
import { Words } from '../kit/words.tsx';
import { usePage } from './page.ts';
import './otherRuns.css';

interface OtherRunsProps {
  readonly generation: number;
  /** Grows as more runs of the collection are loaded. */
  readonly known: number;
}

/** The runs beside this one, each a way to it. */
export function OtherRuns({ generation, known }: OtherRunsProps): VNode | null {
  const others = useOthers(generation, known);
  if (!others || others.total < 2) return null;
  const { rows, total } = others;
  const timed = rows.some(({ duration }) => duration !== undefined);
  return (
    <div class="other-runs">
      <table>
        <caption>
          {rows.length < total
            ? t('{0} of the same task, {1} of them shown', plural(total, 'run'), rows.length)
            : t('{0} of the same task', plural(total, 'run'))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('Run')}</th>
            <th scope="col">{t('Outcome')}</th>
            {timed && <th scope="col">{t('Took')}</th>}
            <th scope="col">{t('When')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.run} row={row} timed={timed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As the outcome is named in a list. */
const outcomeNames = { ...outcomeWords, unknown: msg('unknown') };

function Row({ row, timed }: { readonly row: OtherRun; readonly timed: boolean }): VNode {
  const { post } = usePage();
  return (
    <tr class={row.own ? 'own' : ''} aria-current={row.own ? 'true' : undefined}>
      <th scope="row" dir="auto">
        {row.own ? (
          <Words text={row.title} />
        ) : (
          <button class="link" onClick={() => post({ type: 'show', run: row.run })}>
            <Words text={row.title} />
          </button>
        )}
      </th>
      <td class={row.outcome}>
        <span class="outcome-word">
          <Icon name={outcomeIcons[row.outcome]} /> {t(outcomeNames[row.outcome])}
        </span>
        {row.reason !== undefined && (
          <span class="other-reason" dir="auto">
            <Words text={row.reason} />
          </span>
        )}
      </td>
      {timed && <td>{row.duration === undefined ? '' : formatDuration(row.duration)}</td>}
      <td>{row.at?.ms === undefined ? '' : dateWords(row.at)}</td>
    </tr>
  );
}

function useOthers(generation: number, known: number): Others | undefined {
  const { client } = usePage();
  const [others, setOthers] = useState<Others | undefined>();
  useEffect(() => {
    // A question that became stale is asked again for the new picture of the run.
    client.others().then(setOthers, () => undefined);
  }, [client, generation, known]);
  return others;
}
