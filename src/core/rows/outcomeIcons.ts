import type { Outcome } from '../run/run.ts';

/** Product icon and colour of each outcome. */
export const outcomeIcons: Readonly<Record<Outcome, readonly [icon: string, color: string | undefined]>> = {
  passed: ['pass', 'testing.iconPassed'],
  failed: ['error', 'agentRuns.failed'],
  errored: ['bug', 'agentRuns.errored'],
  stopped: ['circle-slash', 'testing.iconSkipped'],
  running: ['sync', 'charts.blue'],
  queued: ['watch', 'testing.iconQueued'],
  unknown: ['question', 'testing.iconUnset'],
};
