import type { Json, Run } from '../../core/run/run.ts';
import { imageAddress } from '../../core/run/image.ts';
import { cardTitle, toolCards, type ToolCard } from '../../core/run/toolCards.ts';
import { resultWords } from '../../core/run/toolWords.ts';
import { withSentNumbers } from '../../core/run/sentNumbers.ts';
import { pieceOf } from './pieces.ts';
import type { Part } from './protocol.ts';
import { compactJson, cutAt, jsonText, maxPiece } from '../text.ts';

/** The whole text of a part, as it is shown and searched; `undefined` when the run has no such part. */
export function partText(run: Run, part: Part): string | undefined {
  const { of, index, card } = part;
  switch (of) {
    case 'summary':
      return run.summary;
    case 'errorMessage':
      return run.error?.message;
    case 'technicalDetails':
      return detailsOf(withSentNumbers(run));
    case 'criterionName':
      return run.criteria[index]?.name;
    case 'criterionText':
      return run.criteria[index]?.text;
    case 'criterionReason':
      return run.criteria[index]?.reason;
    case 'criterion': {
      const criterion = withSentNumbers(run).criteria[index];
      return criterion && json({ criterion: criterion.raw ?? null, result: criterion.result ?? null });
    }
    case 'turnText':
    case 'turnThought': {
      const text = pieceOf(run.turns ?? [], part);
      return typeof text === 'string' ? text : undefined;
    }
    case 'turnCall':
      return ofCard(run, index, card, cardTitle);
    case 'turnResult':
      return ofCard(run, index, card, resultText);
    case 'turnImage':
      return ofCard(run, index, card, (each) =>
        each.kind === 'media' ? imageAddress(each.media) : undefined,
      );
    case 'turnData':
      return json(pieceOf(withSentNumbers(run).turns ?? [], part));
    case 'turnExtra':
      return json(withSentNumbers(run).turns?.[index]?.extra);
    case 'rest':
      return json(withSentNumbers(run).rest);
  }
}

function ofCard(
  run: Run,
  index: number,
  card: number | undefined,
  textOf: (card: ToolCard) => string | undefined,
): string | undefined {
  const found = card === undefined ? undefined : toolCards(run.turns ?? [], index)[card];
  return found && textOf(found);
}

/** What the tool answered; `undefined` where the card has no result. */
export function resultText(card: ToolCard): string | undefined {
  const result = card.kind === 'call' || card.kind === 'result' ? card.result : undefined;
  return result && resultWords(result);
}

function detailsOf({ error }: Run): string | undefined {
  return error?.technicalDetails === undefined ? undefined : jsonText(error.technicalDetails);
}

/** One piece of a long text, from `from` on. */
export function piece(text: string, from: number): string {
  return text.slice(from, cutAt(text, from, maxPiece));
}

function json(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : compactJson(value);
}
