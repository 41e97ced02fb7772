import { Component, type VNode } from 'preact';
import { formatDuration } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { dateWords } from '../../src/core/kit/dates.ts';
import type { TurnView } from '../../src/panel/run/views.ts';
import { sinceStart } from './facts.ts';
import { Icon } from '../kit/icons.tsx';
import { usePage } from './page.ts';
import { CopyButton } from '../kit/section.tsx';
import { TurnPieces } from './turnPieces.tsx';
import { Words } from '../kit/words.tsx';
import './turnRow.css';

interface TurnRowProps {
  readonly index: number;
  readonly count: number;
  /** `undefined` until it was pulled. */
  readonly turn: TurnView | undefined;
  /** Whether speakers are shown as if they alternated. */
  readonly conversation: boolean;
  readonly markdown: boolean;
  /** A result pointed the reader here. */
  readonly cited: boolean;
  /** Names of the unmet criteria that cite the turn. */
  readonly citedBy: string | undefined;
  readonly onGoToTurn: (turn: number) => void;
  /** Where the row begins in the list, in pixels; left out where rows simply follow each other. */
  readonly start?: number;
  /** Height to hold free until the turn is here, in pixels. */
  readonly room?: number | undefined;
  readonly measure?: (element: HTMLElement | null) => void;
}

/** One message: number and time in a quiet gutter, the words, and the structured data folded below them. */
export class TurnRow extends Component<TurnRowProps> {
  /** Scrolling renders the list with every frame, and hardly any of its rows has changed. */
  override shouldComponentUpdate(next: TurnRowProps): boolean {
    return propNames.some((name) => next[name] !== this.props[name]);
  }

  override render(): VNode {
    return <TurnRowBody {...this.props} />;
  }
}

const propNames = [
  ...(['index', 'count', 'turn', 'conversation', 'markdown', 'cited', 'citedBy'] as const),
  ...(['start', 'room', 'measure'] as const),
];

function TurnRowBody({
  index,
  count,
  turn,
  conversation,
  markdown,
  cited,
  citedBy,
  onGoToTurn,
  start,
  room,
  measure,
}: TurnRowProps): VNode {
  const { post } = usePage();
  const speaker = speakerOf(turn, conversation);
  const number = index + 1;
  const since = turn?.sinceStart;
  return (
    <article
      class={['turn', speaker?.tone, turn ? '' : 'pending', cited ? 'cited' : ''].filter(Boolean).join(' ')}
      aria-posinset={number}
      aria-setsize={count}
      aria-label={speaker ? t('Turn {0}, {1}', number, speaker.name) : t('Turn {0}', number)}
      tabIndex={-1}
      data-index={index}
      style={{
        transform: start === undefined ? undefined : `translateY(${start}px)`,
        minHeight: turn || room === undefined ? undefined : `${room}px`,
      }}
      {...(measure ? { ref: measure } : {})}
    >
      {turn?.gap !== undefined && turn.silence && (
        <p class="silence">{t('{0} of silence', formatDuration(turn.gap))}</p>
      )}
      <div class="turn-gutter">
        <span class="turn-number">{number}</span>
        {since !== undefined && (
          <span class="turn-time" title={timeTitle(turn)}>
            {sinceStart(since)}
          </span>
        )}
      </div>
      <div class="turn-body">
        {citedBy !== undefined && (
          <p class="cited-by" dir="auto">
            <Icon name="fail" tone="notMet" /> {t('Not met:')} <Words text={citedBy} />
          </p>
        )}
        {speaker && (
          <p class="speaker">
            <bdi>
              <Words text={speaker.name} />
            </bdi>
            {speaker.assumed && <span class="assumed"> {t('(assumed)')}</span>}
          </p>
        )}
        {turn ? (
          <TurnPieces turn={turn} markdown={markdown} onGoToTurn={onGoToTurn} />
        ) : (
          <p class="quiet">{t('Loading…')}</p>
        )}
      </div>
      <div class="turn-actions">
        {turn?.pieces.some(({ kind }) => kind === 'said') && (
          <CopyButton
            what={t('turn {0}', number)}
            onCopy={() => post({ type: 'copyPart', part: { of: 'turnText', index } })}
          />
        )}
      </div>
    </article>
  );
}

interface Speaker {
  readonly name: string;
  readonly assumed: boolean;
  readonly tone: string;
}

/** A role counts only when the data names it; alternation is the reader's own assumption and says so. */
function speakerOf(turn: TurnView | undefined, conversation: boolean): Speaker | undefined {
  if (turn?.role !== undefined) {
    const role = turn.role.toLowerCase();
    const tone = /^(assistant|agent|bot|ai|model)/.test(role)
      ? 'agent'
      : /^(user|human|customer)/.test(role)
        ? 'user'
        : 'other';
    return { name: turn.role, assumed: false, tone };
  }
  if (!conversation || turn?.speaker === undefined) return undefined;
  return turn.speaker === 0
    ? { name: t('Speaker A'), assumed: true, tone: 'user' }
    : { name: t('Speaker B'), assumed: true, tone: 'agent' };
}

function timeTitle(turn: TurnView | undefined): string {
  const lines = [];
  if (turn?.createdAt?.ms !== undefined) lines.push(dateWords(turn.createdAt));
  if (turn?.createdAt) lines.push(t('Reported: {0}', turn.createdAt.raw));
  if (turn?.gap !== undefined) lines.push(t('{0} after the turn before', formatDuration(turn.gap)));
  return lines.join('\n');
}
