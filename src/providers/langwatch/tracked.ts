/** What a connection tracks: sets, and single batches. Light: rows of these are there before any answer. */
import { msg, t } from '../../core/kit/l10n.ts';
import { beginning } from '../../core/kit/visible.ts';
import type { Connection, TrackedSimulation } from '../../core/provider/provider.ts';
import type { Collection } from '../../core/run/run.ts';
import { setSegment, trackedSegment } from './places.ts';

export function trackedCollections(connection: Connection): Collection[] {
  return (connection.simulations ?? []).map((tracked) =>
    tracked.simulation === undefined
      ? setCollection(connection, tracked.scenario)
      : batchRow(connection, { ...tracked, simulation: tracked.simulation }),
  );
}

/** A set of which nothing but its id is known. */
export function setCollection(connection: Connection, set: string): Collection {
  const tracked = trackedSet(connection, set);
  return {
    kind: 'collection',
    connection: connection.id,
    path: [setSegment(set)],
    noun: msg('Set'),
    icon: 'comment-discussion',
    expects: [],
    title: tracked?.label ?? titleOfSet(set),
    holds: 'collections',
    ...(tracked && { tracked: true }),
    ...{ createdAt: undefined, outcome: undefined, counts: undefined },
    facts: [[msg('Id'), set]],
    rest: {},
  };
}

function trackedSet({ simulations = [] }: Connection, set: string): TrackedSimulation | undefined {
  return simulations.find(({ scenario, simulation }) => scenario === set && simulation === undefined);
}

/** What was started on the platform itself has a set that nobody named. */
function titleOfSet(set: string): string {
  const [, own] = /^__internal__(.*)$/s.exec(set) ?? [];
  return own === undefined ? set : t('Platform runs {0}', beginning(own, 12)).trim();
}

export function titleOfBatch(batch: string): string {
  return t('Batch {0}', batch.length <= 20 ? batch : beginning(batch.replace(/^.*_/s, ''), 8));
}

function batchRow(
  connection: Connection,
  { scenario, simulation, label }: TrackedSimulation & { readonly simulation: string },
): Collection {
  return {
    kind: 'collection',
    connection: connection.id,
    path: [trackedSegment(scenario, simulation)],
    noun: msg('Batch'),
    icon: 'checklist',
    expects: ['counts', 'verdicts'],
    title: label ?? titleOfBatch(simulation),
    holds: 'runs',
    tracked: true,
    ...{ createdAt: undefined, outcome: undefined, counts: undefined },
    facts: [
      [msg('Tracked by reference'), simulation],
      [msg('Set'), scenario],
    ],
    rest: {},
  };
}
