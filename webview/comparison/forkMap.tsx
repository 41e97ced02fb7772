import type { VNode } from 'preact';
import { formatCount, plural } from '../../src/core/kit/format.ts';
import { counted, msg, t } from '../../src/core/kit/l10n.ts';
import type { ForkMapView, ForkView, WaySide, WayView } from '../../src/panel/comparison/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useComparison } from './page.ts';
import './forkMap.css';

/** Where runs of both batches part: each way with its passed and failed runs, before and now. */
export function ForkMap({ map }: { readonly map: ForkMapView }): VNode {
  const { words, forks, notes } = map;
  return (
    <Section
      name={msg('Where runs part')}
      note={forks.length === 0 ? undefined : plural(forks.length, 'fork')}
    >
      <p>{words}</p>
      {forks.length > 0 && (
        <ol class="forks">
          {forks.map((fork, index) => (
            <Fork key={`${fork.title} ${index}`} fork={fork} />
          ))}
        </ol>
      )}
      {notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
    </Section>
  );
}

function Fork({ fork }: { readonly fork: ForkView }): VNode {
  const { title, sides, moved, ways, more } = fork;
  const most = Math.max(1, ...ways.flatMap((way) => way.sides.map(({ passed, failed }) => passed + failed)));
  return (
    <li class="fork">
      <table class="changes fork-ways" aria-label={title}>
        <thead>
          <tr>
            <th scope="col" class="fork-title">
              <Words text={title} />
            </th>
            {sides.map(({ words, separates }, side) => (
              <th key={side} scope="col">
                {side === 0 ? t('Before') : t('Now')}:{' '}
                <span class={separates ? 'fork-separates' : ''}>{words}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ways.map((way, index) => (
            <Way key={`${way.words} ${index}`} way={way} most={most} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p class="quiet">{counted(more, 'and {0} way more', 'and {0} ways more', formatCount(more))}</p>
      )}
      {moved !== '' && <p>{moved}</p>}
    </li>
  );
}

function Way({ way, most }: { readonly way: WayView; readonly most: number }): VNode {
  const { post } = useComparison();
  const { words, run, turn, sides } = way;
  return (
    <tr>
      <th scope="row" dir="auto">
        <Words text={words} />{' '}
        <button
          class="link faint"
          aria-label={t('Open {0} at turn {1}', run.title, turn + 1)}
          onClick={() => post({ type: 'openRun', run: run.key, turn, beside: true })}
        >
          <Words text={run.title} />
        </button>
      </th>
      {sides.map((side, index) => (
        <td key={index} data-label={index === 0 ? t('Before') : t('Now')}>
          <Shares side={side} most={most} /> {side.words}
        </td>
      ))}
    </tr>
  );
}

const width = 90;

/** Passed runs filled, failed ones hollow, as long as they are many. */
function Shares({
  side: { passed, failed },
  most,
}: {
  readonly side: WaySide;
  readonly most: number;
}): VNode {
  const unit = (width - 2) / most;
  return (
    <svg class="fork-bar" width={width} height={12} aria-hidden="true">
      {passed > 0 && <rect class="fork-passed" x={1} y={1} width={passed * unit} height={10} />}
      {failed > 0 && (
        <rect class="fork-failed" x={1 + passed * unit} y={1.5} width={failed * unit} height={9} />
      )}
    </svg>
  );
}
