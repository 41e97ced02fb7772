import { Component, type VNode } from 'preact';
import { formatDuration } from '../../src/core/kit/format.ts';
import { dateWords } from '../../src/core/kit/dates.ts';
import type { Text } from '../../src/panel/protocol.ts';
import type { Part } from '../../src/panel/run/protocol.ts';
import type { TurnView } from '../../src/panel/run/views.ts';
import { sinceStart } from './facts.ts';
import { Icon, type IconName } from '../kit/icons.tsx';
import { usePage } from './page.ts';
import { PulledJson } from './pulledJson.tsx';
import { CopyButton } from '../kit/section.tsx';
import { LongText } from './text.tsx';
import { ToolCard } from './toolCard.tsx';
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
      aria-label={`Turn ${number}${speaker ? `, ${speaker.name}` : ''}`}
      tabIndex={-1}
      data-index={index}
      style={{
        transform: start === undefined ? undefined : `translateY(${start}px)`,
        minHeight: turn || room === undefined ? undefined : `${room}px`,
      }}
      {...(measure ? { ref: measure } : {})}
    >
      {turn?.gap !== undefined && turn.silence && (
        <p class="silence">{formatDuration(turn.gap)} of silence</p>
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
            <Icon name="fail" tone="notMet" /> Not met: <Words text={citedBy} />
          </p>
        )}
        {speaker && (
          <p class="speaker">
            {speaker.name}
            {speaker.assumed && <span class="assumed"> (assumed)</span>}
          </p>
        )}
        {turn?.thought && (
          <TurnFold
            part={{ of: 'turnThought', index }}
            icon="thought"
            name="Thought"
            text={turn.thought}
            what={`the thought of turn ${number}`}
          />
        )}
        {turn === undefined ? (
          <p class="quiet">Loading…</p>
        ) : turn.text === undefined ? (
          turn.cards.length === 0 && !turn.thought && <p class="quiet">No text was reported for this turn.</p>
        ) : turn.text.chars === 0 ? (
          <p class="quiet">The text of this turn is empty.</p>
        ) : (
          <LongText
            part={{ of: 'turnText', index }}
            text={turn.text}
            what={`turn ${number}`}
            markdown={markdown}
          />
        )}
        {turn?.cards.map((card, i) => (
          <ToolCard key={i} card={card} turn={index} index={i} onGoToTurn={onGoToTurn} />
        ))}
        {turn?.data && <TurnJson of="turnData" name="Data" index={index} preview={turn.data.text} />}
        {turn?.extra && (
          <TurnJson of="turnExtra" name="Other fields" index={index} preview={turn.extra.text} />
        )}
      </div>
      <div class="turn-actions">
        {turn?.text && (
          <CopyButton
            what={`turn ${number}`}
            onCopy={() => post({ type: 'copyPart', part: { of: 'turnText', index } })}
          />
        )}
      </div>
    </article>
  );
}

interface TurnFoldProps {
  readonly part: Part;
  readonly icon: IconName;
  readonly name: string;
  readonly text: Text;
  /** What the text is, for the names of its buttons. */
  readonly what: string;
}

/** What a turn thought: one line, which unfolds. */
function TurnFold({ part, icon, name, text, what }: TurnFoldProps): VNode {
  const { folds, post } = usePage();
  const fold = `${part.of}:${part.index}`;
  const open = folds.isOpen(fold, false);
  return (
    <div class={`turn-fold ${part.of}`}>
      <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
        <Icon name={open ? 'down' : 'right'} />
        <Icon name={icon} />
        <span class="fold-name" dir="auto">
          <Words text={name} />
        </span>
      </button>
      {open && (
        <div class="fold-body">
          <LongText part={part} text={text} what={what} />
          <CopyButton what={what} onCopy={() => post({ type: 'copyPart', part })} />
        </div>
      )}
    </div>
  );
}

interface TurnJsonProps {
  readonly of: 'turnData' | 'turnExtra';
  readonly name: string;
  readonly index: number;
  readonly preview: string;
}

function TurnJson({ of, name, index, preview }: TurnJsonProps): VNode {
  const { folds } = usePage();
  const fold = `${of}:${index}`;
  const open = folds.isOpen(fold, false);
  return (
    <div class="turn-data">
      <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
        <Icon name={open ? 'down' : 'right'} />
        <span>{name}</span>
        {!open && <code class="preview">{preview}</code>}
      </button>
      {open && <PulledJson of={of} index={index} label={`${name} of turn ${index + 1}`} />}
    </div>
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
    ? { name: 'Speaker A', assumed: true, tone: 'user' }
    : { name: 'Speaker B', assumed: true, tone: 'agent' };
}

function timeTitle(turn: TurnView | undefined): string {
  const lines = [];
  if (turn?.createdAt?.ms !== undefined) lines.push(dateWords(turn.createdAt));
  if (turn?.createdAt) lines.push(`Reported: ${turn.createdAt.raw}`);
  if (turn?.gap !== undefined) lines.push(`${formatDuration(turn.gap)} after the turn before`);
  return lines.join('\n');
}
