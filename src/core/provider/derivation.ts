import type { Provider } from './provider.ts';

/**
 * By which version outcome, words and facts are computed from a run's JSON. Raise it with every change of what they are
 * for the same JSON, in `core` or `archive/record.ts`: archived runs are then derived anew in the background. A change
 * that concerns one provider alone raises {@link Provider.derivation}.
 */
export const derivationVersion = 8;

/** One number for both: what was derived with a lower one is out of date. */
export function derivationOf({ derivation = 0 }: Pick<Provider, 'derivation'>): number {
  return derivationVersion * 1000 + derivation;
}
