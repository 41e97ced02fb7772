import type { Row } from '../../core/rows/tree.ts';

/** The handle that VS Code keeps for a row: the same object for the same row, whatever it shows. */
export interface TreeNode {
  readonly key: string;
  readonly parent: TreeNode | undefined;
  row: Row;
  /** What time alone made of the row when it was last rendered. */
  times: string | undefined;
}
