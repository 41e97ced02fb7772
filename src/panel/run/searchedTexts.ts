import type { Run } from '../../core/run/run.ts';
import { folding, type Folded } from './folding.ts';
import { partText } from './parts.ts';
import { pieceKind, shownPieces } from './pieces.ts';
import type { Part } from './protocol.ts';

export interface SearchedText {
  readonly part: Part;
  /** Not empty. */
  readonly text: string;
}

/**
 * All of a run that can be searched, and how it reads where forms of letters do not matter. A search runs again with
 * every key, so both are made once, when somebody searches, and kept as long as whoever asks keeps this.
 */
export class SearchedTexts {
  readonly #run: Run;
  #texts: readonly SearchedText[] | undefined;
  #folded: { readonly matchCase: boolean; readonly texts: readonly Folded[] } | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** In the order in which one reads the page. */
  all(): readonly SearchedText[] {
    this.#texts ??= [...textsOf(this.#run)];
    return this.#texts;
  }

  /** The same texts, folded; the last choice of case is kept. */
  folded(matchCase: boolean): readonly Folded[] {
    if (this.#folded?.matchCase !== matchCase) {
      const fold = folding(matchCase);
      this.#folded = { matchCase, texts: this.all().map(({ text }) => fold(text)) };
    }
    return this.#folded.texts;
  }
}

function* textsOf(run: Run): Generator<SearchedText> {
  for (const part of partsOf(run)) {
    const text = partText(run, part);
    if (text) yield { part, text };
  }
}

function* partsOf(run: Run): Generator<Part> {
  yield { of: 'summary', index: 0 };
  yield { of: 'errorMessage', index: 0 };
  yield { of: 'technicalDetails', index: 0 };
  for (let index = 0; index < run.criteria.length; index++) {
    yield { of: 'criterionName', index };
    yield { of: 'criterionText', index };
    yield { of: 'criterionReason', index };
  }
  for (const index of (run.turns ?? []).keys()) {
    for (const piece of shownPieces(run.turns ?? [], index)) {
      yield { of: pieceKind(piece), index, card: piece.nth };
      if (piece.kind === 'card') yield { of: 'turnResult', index, card: piece.nth };
    }
    yield { of: 'turnExtra', index };
  }
}
