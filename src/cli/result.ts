/** The result of a command. */
export interface CommandResult {
  /** What goes to standard output, in pieces. */
  readonly output: Iterable<string>;
  /** Sentences for standard error. */
  readonly complaints: readonly string[];
  /** Whether what was demanded holds, and there is a result; `false` becomes status 1. */
  readonly met: boolean;
}
