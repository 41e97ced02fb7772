/** How many tests or checks passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed and passed at its second try. It counts as passed. */
  readonly unsteady?: readonly string[];
}

export const none: Counts = { passed: 0, failed: 0 };

export function add(a: Counts, b: Counts): Counts {
  const unsteady = [...(a.unsteady ?? []), ...(b.unsteady ?? [])];
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    ...(unsteady.length > 0 ? { unsteady } : {}),
  };
}

export function countsText({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** The end of `npm test`: how often a second try was needed, and then the counts in a line of their own. */
export function closingLines(total: Counts): readonly string[] {
  return [unsteadyText(total), countsText(total)];
}

function unsteadyText({ unsteady = [] }: Counts): string {
  if (unsteady.length === 0) return 'UNSTEADY 0: nothing passed only at its second try.';
  return `UNSTEADY ${unsteady.length}: passed only at the second try: ${unsteady.join(', ')}.`;
}

/** What a second try came to: its counts, and that it was needed where it passed. */
export function atSecondTry(name: string, counts: Counts): Counts {
  return counts.failed === 0 ? add(counts, { ...none, unsteady: [name] }) : counts;
}
