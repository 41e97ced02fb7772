export interface RowView {
  readonly label: string;
  readonly description: string;
  /** A product icon of VS Code, and the colour that goes with it. */
  readonly icon: string;
  readonly color: string | undefined;
  /** Words that `when` clauses of menus look for. */
  readonly context: string;
  readonly accessibleLabel: string;
  readonly expandable: boolean;
}
