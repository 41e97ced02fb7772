/** Stops what runs too long: a regular expression that somebody typed may take for ever. What can stop it depends on the host. */

/**
 * @param pattern the expression that `work` runs: a host that can stop nothing looks at it before
 * @throws TookTooLong when `work` was stopped, {@link NotRun} when it was not begun; what it throws itself comes through
 */
export type TimeLimit = <T>(ms: number, pattern: string, work: () => T) => T;

export class TookTooLong extends Error {
  override readonly name: string = 'TookTooLong';
}

/** It might have run for ever where nothing could stop it, so it did not run at all. */
export class NotRun extends TookTooLong {
  override readonly name = 'NotRun';
}
