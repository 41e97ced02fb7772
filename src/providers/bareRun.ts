import type { Run } from '../core/run/run.ts';

/** A run of which hardly anything is known: nothing is reported but what is given. */
export function bareRun(
  given: Pick<Run, 'ref' | 'provider' | 'title' | 'turns' | 'raw'> & Partial<Run>,
): Run {
  return {
    kind: 'run',
    sequence: undefined,
    repeat: undefined,
    state: 'unknown',
    rawState: undefined,
    verdict: 'none',
    error: undefined,
    reason: undefined,
    totalTurns: undefined,
    maxTurns: undefined,
    criteria: [],
    successRate: undefined,
    summary: undefined,
    conversationEnded: undefined,
    createdAt: undefined,
    startedAt: undefined,
    completedAt: undefined,
    updatedAt: undefined,
    deletedAt: undefined,
    expiresAt: undefined,
    duration: undefined,
    facts: [],
    expected: [],
    ids: [],
    rest: {},
    ...given,
  };
}
