import type { Ref, VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import type { RunView } from '../../src/panel/run/views.ts';
import { outcomeWords, sinceStart } from './facts.ts';
import type { Find } from './find.ts';
import { FindBar } from './findBar.tsx';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { usePage } from './page.ts';
import { Words } from '../kit/words.tsx';
import { TurnNumber } from './turnNumber.tsx';
import './bar.css';

interface BarProps {
  readonly run: RunView;
  /** The turn at the top of the window. */
  readonly position: number;
  readonly find: Find;
  readonly bar: Ref<HTMLDivElement>;
  readonly field: Ref<HTMLInputElement>;
  readonly onLeaveFind: () => void;
  /** Whether the reader types the number of a turn. */
  readonly asking: boolean;
  readonly onAsk: (asking: boolean) => void;
  readonly onGoToTurn: (turn: number) => void;
  readonly onHelp: () => void;
}

/** Stays at the top while one scrolls: which run, where in it, and the find field. */
export function Bar(props: BarProps): VNode {
  const { run, position, find, bar, field, onLeaveFind, onHelp, asking, onAsk, onGoToTurn } = props;
  const { client, post } = usePage();
  const since = client.turn(position)?.sinceStart;
  const count = run.turns ?? 0;
  return (
    <div class="bar" ref={bar}>
      <span class="where">
        <Icon name={outcomeIcons[run.outcome]} tone={run.outcome} />
        <span class="sr-only">{t(outcomeWords[run.outcome])}: </span>
        <span class="where-title" dir="auto">
          <Words text={run.title} />
        </span>
        {count > 0 && asking && (
          <TurnNumber
            count={count}
            onGo={(turn) => {
              onAsk(false);
              onGoToTurn(turn);
            }}
            onLeave={() => onAsk(false)}
          />
        )}
        {count > 0 && !asking && (
          <button class="where-turn" title={t('Go to turn (t)')} onClick={() => onAsk(true)}>
            {t('Turn {0} of {1}', formatCount(position + 1), formatCount(count))}
            {since !== undefined && <span class="where-time"> · {sinceStart(since)}</span>}
          </button>
        )}
      </span>
      <button class="icon-button" aria-label={t('Keys')} title={t('Keys (?)')} onClick={onHelp}>
        <Icon name="help" />
      </button>
      {run.searchable && (
        <FindBar
          find={find}
          field={field}
          onStep={(by) => {
            post({ type: 'keep' });
            find.step(by);
          }}
          onLeave={onLeaveFind}
        />
      )}
    </div>
  );
}
