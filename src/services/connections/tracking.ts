/** Simulations that are tracked by their references: added to a connection, tested, and let go of again. */
import { isAborted, isProviderError, saysGone, sentencesOf } from '../../core/provider/providerError.ts';
import type {
  Connection,
  Provider,
  ProviderClient,
  TrackedSimulation,
} from '../../core/provider/provider.ts';
import type { Place } from '../../core/run/refs.ts';
import { plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';

/** What stands in the boxes of *Track Simulation by Reference...*. */
export interface TrackingDraft {
  /** An address or both references, or the reference of the scenario alone. */
  readonly first: string;
  /** The reference of the simulation, where it is not in the first box. */
  readonly second: string;
  readonly label: string;
}

export type TrackingStep = keyof TrackingDraft;

export type Pasted =
  | { readonly kind: 'both'; readonly tracked: TrackedSimulation }
  | { readonly kind: 'scenario'; readonly scenario: string }
  | { readonly kind: 'none'; readonly problem: string };

type Parse = (input: string) => TrackedSimulation | undefined;

/** What the boxes up to this one say. */
export function readPasted(parse: Parse, step: TrackingStep, draft: TrackingDraft): Pasted {
  const first = readFirst(parse, draft.first);
  return first.kind === 'scenario' && step !== 'first'
    ? readSecond(parse, first.scenario, draft.second)
    : first;
}

/** The box after this one, or what is to be tracked. */
export function stepAfter(
  parse: Parse,
  step: TrackingStep,
  draft: TrackingDraft,
): TrackingStep | TrackedSimulation {
  const read = readPasted(parse, step, draft);
  if (read.kind === 'none') return 'first';
  if (read.kind === 'scenario') return 'second';
  if (step !== 'label') return 'label';
  const label = draft.label.trim();
  return label === '' ? read.tracked : { ...read.tracked, label };
}

export function stepBefore(parse: Parse, step: TrackingStep, draft: TrackingDraft): TrackingStep {
  return step === 'label' && readFirst(parse, draft.first).kind === 'scenario' ? 'second' : 'first';
}

function readFirst(parse: Parse, input: string): Pasted {
  const tracked = parse(input);
  if (tracked) return { kind: 'both', tracked };
  if (isReference(input)) return { kind: 'scenario', scenario: input.trim() };
  const problem =
    input.trim() === ''
      ? t('Enter an address or a reference.')
      : t(
          'There are no references in this. Paste the address of a simulation, or the reference of its scenario.',
        );
  return { kind: 'none', problem };
}

/** The second box takes an address that has both, too. */
function readSecond(parse: Parse, scenario: string, input: string): Pasted {
  if (isReference(input)) return { kind: 'both', tracked: { scenario, simulation: input.trim() } };
  const tracked = parse(input);
  if (tracked) return { kind: 'both', tracked };
  const problem =
    input.trim() === ''
      ? t('Enter the reference of the simulation.')
      : t('This is no reference. Paste the reference of the simulation, or its address.');
  return { kind: 'none', problem };
}

/** Letters, digits and hyphens: no words, no address. */
function isReference(input: string): boolean {
  return /^[\w-]+$/.test(input.trim());
}

/** The connection with one more; one that is tracked already keeps its place and gets the new name. */
export function withTracked(connection: Connection, tracked: TrackedSimulation): Connection {
  const before = connection.simulations ?? [];
  const at = before.findIndex((each) => isSame(each, tracked));
  const simulations = at < 0 ? [...before, tracked] : before.with(at, tracked);
  return { ...connection, simulations };
}

export function withoutTracked(connection: Connection, tracked: TrackedSimulation): Connection {
  const { simulations = [], ...rest } = connection;
  const others = simulations.filter((each) => !isSame(each, tracked));
  return others.length > 0 ? { ...rest, simulations: others } : rest;
}

/** The tracked simulation that stands at a place of the tree. */
export function trackedAt(
  connection: Connection,
  provider: Provider | undefined,
  path: readonly string[],
): TrackedSimulation | undefined {
  return connection.simulations?.find(
    (tracked) => placeOf(connection, provider, tracked)?.path[0] === path[0],
  );
}

/** Where a tracked simulation stands in the tree. */
export function placeOf(
  connection: Connection,
  provider: Provider | undefined,
  tracked: TrackedSimulation,
): Place | undefined {
  return provider?.pinned({ ...connection, simulations: [tracked] })[0];
}

export type Tested = { readonly found: string } | { readonly problem: string };

/** Asks for the first run, and says how many there are, or why none can be read. Rejects only when it was aborted. */
export async function testTracked(
  client: ProviderClient,
  place: Place,
  signal: AbortSignal,
): Promise<Tested> {
  const request = { cursor: undefined, limit: 1, sort: 'newest', filter: {}, grouping: undefined } as const;
  try {
    const { total, items } = await client.list(place.path, request, signal);
    if (total !== undefined) return { found: t('{0} found.', plural(total, 'run')) };
    return { found: items.length > 0 ? t('It has runs.') : t('It has no runs yet.') };
  } catch (error) {
    if (isAborted(error)) throw error;
    if (!isProviderError(error)) return { problem: t('The simulation could not be read.') };
    if (saysGone(error))
      return {
        problem: t(
          'The service does not know this simulation. Check its references, and the project of the connection.',
        ),
      };
    return { problem: sentencesOf(error) };
  }
}

function isSame(a: TrackedSimulation, b: TrackedSimulation): boolean {
  return a.scenario === b.scenario && a.simulation === b.simulation;
}
