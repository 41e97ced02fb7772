import type { Ref, VNode } from 'preact';
import { formatCount } from '../../src/core/kit/format.ts';
import type { RunView } from '../../src/panel/run/protocol.ts';
import { outcomeWords, sinceStart } from './facts.ts';
import type { Find } from './find.ts';
import { FindBar } from './findBar.tsx';
import { Icon, outcomeIcons } from '../kit/icons.tsx';
import { usePage } from './page.ts';
import './bar.css';

interface BarProps {
  readonly run: RunView;
  /** The turn at the top of the window. */
  readonly position: number;
  readonly find: Find;
  readonly bar: Ref<HTMLDivElement>;
  readonly field: Ref<HTMLInputElement>;
  readonly onLeaveFind: () => void;
  readonly onHelp: () => void;
}

/** Stays at the top while one scrolls: which run, where in it, and the find field. */
export function Bar({ run, position, find, bar, field, onLeaveFind, onHelp }: BarProps): VNode {
  const { client, post } = usePage();
  const since = client.turn(position)?.sinceStart;
  const count = run.turns ?? 0;
  return (
    <div class="bar" ref={bar}>
      <span class="where">
        <Icon name={outcomeIcons[run.outcome]} tone={run.outcome} />
        <span class="sr-only">{outcomeWords[run.outcome]}: </span>
        <span class="where-title">{run.title}</span>
        {count > 0 && (
          <span class="where-turn">
            Turn {formatCount(position + 1)} of {formatCount(count)}
            {since !== undefined && <span class="where-time"> · {sinceStart(since)}</span>}
          </span>
        )}
      </span>
      <FindBar
        find={find}
        field={field}
        onStep={(by) => {
          post({ type: 'keep' });
          find.step(by);
        }}
        onLeave={onLeaveFind}
      />
      <button class="icon-button" aria-label="Keys" title="Keys (?)" onClick={onHelp}>
        <Icon name="help" />
      </button>
    </div>
  );
}
