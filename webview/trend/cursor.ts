/** The batch that all drawings point at. */
export interface Cursor {
  /** Index of its point. */
  readonly at: number;
  readonly move: (index: number) => void;
  /** Opens the overview of the batch at an index. */
  readonly open: (index: number) => void;
}
