/** *Stop Tracking Simulation...*: the other way round. */
import { t } from '../../core/kit/l10n.ts';
import type { Connection, TrackedSimulation } from '../../core/provider/provider.ts';
import { trackedAt, withoutTracked } from '../../services/connections/tracking.ts';
import { showInformation, showQuickPick, showBriefly } from '../door.ts';
import type { TrackingNeeds } from './needs.ts';

interface Found {
  readonly connection: Connection;
  readonly tracked: TrackedSimulation;
}

export async function stopTracking(needs: TrackingNeeds, argument: unknown): Promise<void> {
  const { connections } = needs;
  const found = named(needs, argument) ?? (argument === undefined ? await pick(needs) : undefined);
  if (!found) return;
  const { connection, tracked } = found;
  await connections.save(withoutTracked(connection, tracked));
  const undo = t('Undo');
  const text = t('{0} does not track {1} any more.', connection.label, nameOf(tracked));
  if ((await showInformation(text, undo)) !== undo) return;
  const now = connections.get(connection.id);
  const simulations = connection.simulations ?? [];
  // At its place, unless others came or went meanwhile.
  const others = now?.simulations ?? [];
  const at = simulations.indexOf(tracked);
  if (now) await connections.save({ ...now, simulations: others.toSpliced(at, 0, tracked) });
}

function named({ connections, chooser }: TrackingNeeds, argument: unknown): Found | undefined {
  const row = chooser.row(argument);
  if (row?.kind !== 'collection') return undefined;
  const connection = connections.get(row.item.connection);
  if (!connection || !connections.isOwn(connection)) return undefined;
  const tracked = trackedAt(connection, connections.providerOf(connection), row.item.path);
  return tracked && { connection, tracked };
}

async function pick({ connections }: TrackingNeeds): Promise<Found | undefined> {
  const title = t('Stop Tracking Simulation');
  const items = connections
    .all()
    .filter((connection) => connections.isOwn(connection))
    .flatMap((connection) =>
      (connection.simulations ?? []).map((tracked) => ({
        label: nameOf(tracked),
        description:
          tracked.simulation === undefined
            ? connection.label
            : `${connection.label} · ${t('scenario {0}', tracked.scenario)}`,
        found: { connection, tracked },
      })),
    );
  if (items.length === 0) {
    showBriefly(t('{0}: no simulation is tracked by reference.', title), 5000);
    return undefined;
  }
  return (await showQuickPick(items, { title, placeHolder: t('Which simulation?') }))?.found;
}

function nameOf({ label, scenario, simulation }: TrackedSimulation): string {
  return label ?? simulation ?? scenario;
}
