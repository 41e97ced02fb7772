/** Orders of runs: those that a service lists them in itself, and those that are made of what is loaded. */
import type { Provider, Sort } from './provider.ts';

const usual: readonly [Sort, ...Sort[]] = ['newest'];

/** The order that a service is asked for: the wanted one where it knows it, else its own. */
export function sortAsked(provider: Pick<Provider, 'sorts'> | undefined, wanted: Sort): Sort {
  const sorts = provider?.sorts ?? usual;
  return sorts.includes(wanted) ? wanted : sorts[0];
}
