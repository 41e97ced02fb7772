import type { VNode } from 'preact';
import { t } from '../../src/core/kit/l10n.ts';
import type { Part } from '../../src/panel/run/protocol.ts';
import type { PieceView, TurnView } from '../../src/panel/run/views.ts';
import type { Text } from '../../src/panel/protocol.ts';
import { Icon } from '../kit/icons.tsx';
import { partKey, usePage } from './page.ts';
import { PulledJson } from './pulledJson.tsx';
import { CopyButton } from '../kit/section.tsx';
import { LongText } from './text.tsx';
import { ToolCard } from './toolCard.tsx';
import { Words } from '../kit/words.tsx';

interface TurnPiecesProps {
  readonly turn: TurnView;
  readonly markdown: boolean;
  readonly onGoToTurn: (turn: number) => void;
}

/** What a turn says, thinks and does, in the order of its data, and its other fields. */
export function TurnPieces({ turn, markdown, onGoToTurn }: TurnPiecesProps): VNode {
  const { index, pieces, extra } = turn;
  return (
    <>
      {pieces.every(({ kind }) => kind === 'data') && (
        <p class="quiet">{t('No text was reported for this turn.')}</p>
      )}
      {pieces.map((piece) => (
        <Piece
          key={`${piece.kind}:${piece.nth}`}
          piece={piece}
          index={index}
          markdown={markdown}
          onGoToTurn={onGoToTurn}
        />
      ))}
      {extra && (
        <TurnJson
          part={{ of: 'turnExtra', index }}
          name={t('Other fields')}
          label={t('Other fields of turn {0}', index + 1)}
          preview={extra.text}
        />
      )}
    </>
  );
}

/** The words of a turn as far as they are here. */
export function saidIn(turn: TurnView | undefined, nth: number | undefined): string | undefined {
  const said = turn?.pieces.find((piece) => piece.kind === 'said' && piece.nth === nth);
  return said?.kind === 'said' ? said.text.text : undefined;
}

interface PieceProps {
  readonly piece: PieceView;
  /** Of the turn. */
  readonly index: number;
  readonly markdown: boolean;
  readonly onGoToTurn: (turn: number) => void;
}

function Piece({ piece, index, markdown, onGoToTurn }: PieceProps): VNode {
  const { nth } = piece;
  switch (piece.kind) {
    case 'card':
      return <ToolCard card={piece.card} turn={index} index={piece.nth} onGoToTurn={onGoToTurn} />;
    case 'thought':
      return (
        <Thought
          part={{ of: 'turnThought', index, card: nth }}
          text={piece.text}
          what={
            nth === undefined
              ? t('the thought of turn {0}', index + 1)
              : t('thought {0} of turn {1}', nth + 1, index + 1)
          }
        />
      );
    case 'data':
      return (
        <TurnJson
          part={{ of: 'turnData', index, card: nth }}
          name={t('Data')}
          label={
            nth === undefined
              ? t('Data of turn {0}', index + 1)
              : t('Data {0} of turn {1}', nth + 1, index + 1)
          }
          preview={piece.text.text}
        />
      );
    case 'said':
      return piece.text.chars === 0 ? (
        <p class="quiet">{t('The text of this turn is empty.')}</p>
      ) : (
        <LongText
          part={{ of: 'turnText', index, card: nth }}
          text={piece.text}
          what={nth === undefined ? t('turn {0}', index + 1) : t('part {0} of turn {1}', nth + 1, index + 1)}
          markdown={markdown}
        />
      );
  }
}

interface ThoughtProps {
  readonly part: Part;
  readonly text: Text;
  /** What the text is, for the names of its buttons. */
  readonly what: string;
}

/** One line, which unfolds. */
function Thought({ part, text, what }: ThoughtProps): VNode {
  const { folds, post } = usePage();
  const fold = partKey(part);
  const open = folds.isOpen(fold, false);
  return (
    <div class="turn-fold turnThought">
      <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
        <Icon name={open ? 'down' : 'right'} />
        <Icon name="thought" />
        <span class="fold-name">{t('Thought')}</span>
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
  readonly part: Part & { readonly of: 'turnData' | 'turnExtra' };
  readonly name: string;
  /** The name, and of which turn. */
  readonly label: string;
  readonly preview: string;
}

function TurnJson({ part, name, label, preview }: TurnJsonProps): VNode {
  const { folds } = usePage();
  const fold = partKey(part);
  const open = folds.isOpen(fold, false);
  return (
    <div class="turn-data">
      <button class="fold" aria-expanded={open} onClick={() => folds.set(fold, !open)}>
        <Icon name={open ? 'down' : 'right'} />
        <span>{name}</span>
        {!open && (
          <code class="preview">
            <Words text={preview} />
          </code>
        )}
      </button>
      {open && <PulledJson part={part} label={label} />}
    </div>
  );
}
