import type { Outcome } from '../../src/core/run/run.ts';

/** How an outcome reads behind a count or a title. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  ...{ passed: 'passed', failed: 'failed', errored: 'errored', stopped: 'stopped' },
  ...{ running: 'running', queued: 'queued', unknown: 'no verdict' },
};
