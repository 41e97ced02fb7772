/** What LangWatch reports of a run beyond what every service does. Light: needed before any run is. */
import { commonFacts, type FactRegistry } from '../../core/run/facts.ts';
import type { ExpectedField } from '../../core/run/run.ts';

export const facts = {
  costUsd: commonFacts.costUsd,
} satisfies FactRegistry;

export const expected: readonly ExpectedField[] = ['state', 'verdict', 'turns', 'createdAt', 'duration'];
