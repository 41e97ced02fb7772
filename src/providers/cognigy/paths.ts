/**
 * Path segments of the Cognigy tree: `scenario:REF`, below it `simulation:REF`; and `tracked:SCENARIO:SIMULATION`
 * right below the connection. (The API calls a scenario `simulation` and a simulation `batch`.)
 */
import { decodeSegment, encodeSegment } from '../../core/run/segment.ts';

export type Place =
  | { readonly kind: 'project' }
  | { readonly kind: 'scenario'; readonly scenario: string }
  | { readonly kind: 'simulation'; readonly scenario: string; readonly simulation: string };

export function scenarioSegment(scenario: string): string {
  return `scenario:${encodeSegment(scenario)}`;
}

export function simulationSegment(simulation: string): string {
  return `simulation:${encodeSegment(simulation)}`;
}

export function trackedSegment(scenario: string, simulation: string): string {
  return `tracked:${encodeSegment(scenario)}:${encodeSegment(simulation)}`;
}

/** `undefined` for a path that this provider never made (from old or foreign state). */
export function placeOf(path: readonly string[]): Place | undefined {
  const [first, second, ...more] = path.map((segment) => segment.split(':').map(decodeSegment));
  if (!first) return { kind: 'project' };
  if (more.length > 0) return undefined;
  const [kind, scenario, simulation] = first;
  if (kind === 'tracked' && scenario && simulation && !second)
    return { kind: 'simulation', scenario, simulation };
  if (kind !== 'scenario' || !scenario) return undefined;
  if (!second) return { kind: 'scenario', scenario };
  const [secondKind, reference] = second;
  return secondKind === 'simulation' && reference
    ? { kind: 'simulation', scenario, simulation: reference }
    : undefined;
}
