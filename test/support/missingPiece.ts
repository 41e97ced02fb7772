/** Something outside the project that a layer needs is not on this machine and could not be put there. */
export class MissingPieceError extends Error {
  override readonly name = 'MissingPieceError';
  readonly piece: string;

  constructor(piece: string, explanation: string) {
    super(`${piece} is missing. ${explanation}`);
    this.piece = piece;
  }
}
