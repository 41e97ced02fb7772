/** A string, a name of a member, or a number. */
export interface JsonPlace {
  /** In the document, with its quotes; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** What a rule looks at: the string itself, or the number's digits. */
  readonly text: string;
  /** The name of its member, or of one around it, says that it is a secret. */
  secret: boolean;
}
