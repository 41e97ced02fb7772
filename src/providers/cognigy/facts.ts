/** What the Simulator reports of a run beyond what every service does. Light: needed before any run is. */
import { msg } from '../../core/kit/l10n.ts';
import { commonFacts, type FactRegistry } from '../../core/run/facts.ts';
import type { ExpectedField } from '../../core/run/run.ts';

export const facts = {
  model: commonFacts.model,
  /** The kind of channel that the run went through, e.g. `webchat3`. */
  endpointType: {
    ...{ label: msg('Endpoint type'), kind: 'text', shown: ['summary'], column: 'endpoint_type' },
    ...{ redacted: true, searched: true, filter: 'endpoint', ranked: false, setup: true },
  },
} satisfies FactRegistry;

export const expected: readonly ExpectedField[] = [
  'state',
  'verdict',
  'turns',
  'successRate',
  'conversationEnded',
  'createdAt',
  'expiresAt',
  'duration',
];
