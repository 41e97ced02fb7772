/** What a test threw, with its stack where it has one; node:test wraps it. */
export function describeFailure(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return typeof cause === 'string' ? cause : error.message;
}

/** A suite fails along with each test in it; the test has been told already. */
export function onlyItsSubtestsFailed(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}
