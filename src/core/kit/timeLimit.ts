/** Stops what runs too long: a regular expression that somebody typed may take for ever. What can stop it depends on the host. */

/** @throws TookTooLong when `work` was stopped; what it throws itself comes through */
export type TimeLimit = <T>(ms: number, work: () => T) => T;

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}
