/** *Track Simulation by Reference...*: for keys that may read runs but not list scenarios. */
import type { Connection, TrackedSimulation } from '../../core/provider/provider.ts';
import type { ConnectionsNeeds } from './needs.ts';
import { showInputBox } from '../door.ts';

const title = 'Track Simulation by Reference';

export async function trackSimulation(
  { connections, chooser }: ConnectionsNeeds,
  argument: unknown,
): Promise<void> {
  const canTrack = (connection: Connection) =>
    connections.isOwn(connection) && connections.providerOf(connection)?.parseReference !== undefined;
  const connection = await chooser.connection(argument, title, canTrack);
  if (!connection || !canTrack(connection)) return;
  const parse = connections.providerOf(connection)?.parseReference;
  const tracked = parse && (await askReferences(parse));
  if (!tracked) return;
  const label = await showInputBox({
    title,
    prompt: 'A name for the tree (may stay empty)',
    ignoreFocusOut: true,
  });
  if (label === undefined) return;
  const named = label.trim() === '' ? tracked : { ...tracked, label: label.trim() };
  const others = (connection.simulations ?? []).filter(
    ({ scenario, simulation }) => scenario !== tracked.scenario || simulation !== tracked.simulation,
  );
  await connections.save({ ...connection, simulations: [...others, named] });
}

/** Both references at once from a pasted address, or one after the other. */
async function askReferences(
  parse: (input: string) => TrackedSimulation | undefined,
): Promise<TrackedSimulation | undefined> {
  const first = await showInputBox({
    title,
    ignoreFocusOut: true,
    prompt: 'Paste the address of the simulation, or enter the reference of its scenario',
    validateInput: (value) => (value.trim() === '' ? 'Enter an address or a reference.' : undefined),
  });
  if (first === undefined) return undefined;
  const tracked = parse(first);
  if (tracked) return tracked;
  const simulation = await showInputBox({
    title,
    ignoreFocusOut: true,
    prompt: 'Reference of the simulation',
    validateInput: (value) => (value.trim() === '' ? 'Enter the reference of the simulation.' : undefined),
  });
  return simulation === undefined ? undefined : { scenario: first.trim(), simulation: simulation.trim() };
}
