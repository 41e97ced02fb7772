/** What the agent simulation reports of a run beyond what every service does. Light: needed before any run is. */
import { msg } from '../../core/kit/l10n.ts';
import { commonFacts, type FactDescription, type FactRegistry } from '../../core/run/facts.ts';
import type { ExpectedField } from '../../core/run/run.ts';

const name = { kind: 'text', redacted: true, searched: true, ranked: false, setup: true } as const;

export const facts = {
  /** The coding agent: claude, codex, opencode, ... */
  harness: {
    ...name,
    label: msg('Harness'),
    shown: ['summary', 'row'],
    column: 'harness',
    filter: 'harness',
  },
  model: { ...commonFacts.model, shown: ['summary', 'row'], shortInRow: true },
  environment: {
    ...{ ...name, label: msg('Environment'), shown: ['summary'] },
    ...{ column: 'environment', filter: 'environment' },
  },
  task: { ...name, label: msg('Task'), shown: ['summary'], column: 'task', filter: 'task' },
  score: { ...commonFacts.score, most: 100 },
  costUsd: commonFacts.costUsd,
  tokens: commonFacts.tokens,
} satisfies FactRegistry;

/** Where neither harness nor model was told, the environment is what runs differ in. */
export const factsWithoutAgent: Readonly<Record<keyof typeof facts, FactDescription>> = {
  ...facts,
  environment: { ...facts.environment, shown: ['summary', 'row'] },
};

export const expected: readonly ExpectedField[] = [
  'state',
  'verdict',
  'createdAt',
  'startedAt',
  'completedAt',
  'duration',
];
