/** What Inspect reports of a sample beyond what every service does. Light: needed before any run is. */
import { msg } from '../../core/kit/l10n.ts';
import { commonFacts, type FactRegistry } from '../../core/run/facts.ts';

export const facts = {
  model: commonFacts.model,
  score: commonFacts.score,
  costUsd: commonFacts.costUsd,
  tokens: commonFacts.tokens,
  /** What the run came up against: `message`, `token`, `time`, `working`, `cost`, `operator` or `custom`. */
  limit: {
    ...{ label: msg('Stopped by limit'), kind: 'text', shown: ['summary', 'row'], column: 'limit' },
    ...{ redacted: false, searched: true, filter: 'limit', ranked: false },
  },
  /** How often the sample was tried again after an error. */
  retries: {
    ...{ label: msg('Retries after errors'), kind: 'number', shown: ['metrics'], column: 'retries' },
    ...{ redacted: false, searched: false, ranked: true },
  },
} satisfies FactRegistry;
