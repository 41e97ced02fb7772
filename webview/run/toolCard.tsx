import type { VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import { shortLine, withoutEscapeSequences } from '../../src/core/kit/visible.ts';
import type { Part } from '../../src/panel/run/protocol.ts';
import type { CardView } from '../../src/panel/run/views.ts';
import { Icon, type IconName } from '../kit/icons.tsx';
import { CopyButton } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { partKey, usePage } from './page.ts';
import { LongText } from './text.tsx';
import './toolCard.css';

interface ToolCardProps {
  readonly card: CardView;
  /** Index of the turn, and of the card in it. */
  readonly turn: number;
  readonly index: number;
  readonly onGoToTurn: (turn: number) => void;
}

/** A call of a tool and what it answered, in one line that unfolds. */
export function ToolCard({ card, turn, index, onGoToTurn }: ToolCardProps): VNode {
  const { folds, post } = usePage();
  const call: Part = { of: 'turnCall', index: turn, card: index };
  const result: Part = { of: 'turnResult', index: turn, card: index };
  if (card.kind === 'elsewhere')
    return (
      <p class="tool-card elsewhere">
        <button class="link" onClick={() => card.turn !== undefined && onGoToTurn(card.turn)}>
          <span data-part={partKey(call)}>
            <Words text={card.title} />
          </span>
        </button>
      </p>
    );
  const fold = cardFold(turn, index);
  const hasBody = card.call !== undefined || card.result !== undefined || card.image !== undefined;
  const open = hasBody && folds.isOpen(fold, false);
  const theCall = t('the call of tool {0} in turn {1}', index + 1, turn + 1);
  const theResult = t('the result of tool {0} in turn {1}', index + 1, turn + 1);
  const head = (
    <>
      {hasBody && <Icon name={open ? 'down' : 'right'} />}
      <Icon name={iconOf(card)} tone={card.failed ? 'failed' : undefined} />
      <span class="fold-name" dir="auto" {...(card.call ? {} : { 'data-part': partKey(call) })}>
        <Words text={card.title} />
      </span>
      {!open && card.result && (
        <span class="card-answer" dir="auto">
          {' → '}
          <Words text={firstWords(card.result.text)} />
        </span>
      )}
    </>
  );
  return (
    <div class={`tool-card ${card.failed ? 'failed' : ''}`}>
      {hasBody ? (
        <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
          {head}
        </button>
      ) : (
        <p class="fold">{head}</p>
      )}
      {open && (
        <div class="card-body">
          {card.kind === 'call' && (
            <div class="card-part">
              {card.call ? (
                <LongText part={call} text={card.call} what={theCall} preformatted />
              ) : (
                <span class="quiet">{card.result ? t('Result:') : t('No result was reported.')}</span>
              )}
              <CopyButton what={theCall} onCopy={() => post({ type: 'copyPart', part: call })} />
            </div>
          )}
          {card.result && (
            <div class="card-part">
              <LongText part={result} text={card.result} what={theResult} preformatted />
              <CopyButton what={theResult} onCopy={() => post({ type: 'copyPart', part: result })} />
            </div>
          )}
          {card.image !== undefined && <Picture turn={turn} index={index} alt={card.title} />}
          {card.kind === 'call' && card.turn !== undefined && card.turn !== turn && (
            <button class="link" onClick={() => card.turn !== undefined && onGoToTurn(card.turn)}>
              {t('Answered in turn {0}', card.turn + 1)}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** Name of the fold of a card, as the panel remembers it. */
export function cardFold(turn: number, card: number): string {
  return `card:${turn}:${card}`;
}

interface PictureProps {
  readonly turn: number;
  readonly index: number;
  readonly alt: string;
}

/** From the data of the run alone; it is asked for when somebody unfolds it. */
function Picture({ turn, index, alt }: PictureProps): VNode {
  const { texts } = usePage();
  const part: Part = { of: 'turnImage', index: turn, card: index };
  const address = texts.opened(partKey(part))?.text;
  useLayoutEffect(() => {
    if (!texts.opened(partKey(part))) texts.open(part);
  });
  return address === undefined ? (
    <p class="quiet">{t('Loading…')}</p>
  ) : (
    <img class="card-image" src={address} alt={alt} />
  );
}

function iconOf({ kind, failed }: CardView): IconName {
  if (failed) return 'warning';
  return kind === 'media' ? 'picture' : 'tool';
}

/** What fits beside the call; the colours of a terminal do not. */
function firstWords(text: string): string {
  return shortLine(withoutEscapeSequences(text.slice(0, 1000)), 80);
}
