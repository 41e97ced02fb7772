/** What promptfoo reports of a run beyond what every service does. Light: needed before any run is. */
import { msg } from '../../core/kit/l10n.ts';
import { commonFacts, type FactRegistry } from '../../core/run/facts.ts';

export const facts = {
  /** Label or id of what promptfoo calls a provider: the model or the agent that was asked. */
  model: { ...commonFacts.model, shown: ['summary', 'row'] },
  /** Label of the prompt, one of those that each test was tried with. */
  prompt: {
    ...{ label: msg('Prompt'), kind: 'text', shown: ['summary', 'row'], column: 'prompt' },
    ...{ redacted: true, searched: true, filter: 'prompt', ranked: false, setup: true },
  },
  score: commonFacts.score,
  costUsd: commonFacts.costUsd,
  tokens: commonFacts.tokens,
} satisfies FactRegistry;
