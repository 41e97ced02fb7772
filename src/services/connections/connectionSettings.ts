/** The setting `agentRuns.connections`: anything may stand there, and what is not ours to change stays as it is. */
import { isObject, textOf } from '../../core/kit/json.ts';
import { auths } from '../../core/provider/auth.ts';
import type { Connection, TrackedSimulation } from '../../core/provider/provider.ts';
import { refusalOf } from '../../core/provider/reservedIds.ts';

export function connectionsIn(setting: unknown): Connection[] {
  return Array.isArray(setting) ? setting.flatMap(connectionOf) : [];
}

/** The setting with this connection, in place of the one with its id, or at the end when it is new. */
export function withConnection(setting: unknown, connection: Connection): unknown[] {
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [];
  const at = entries.findIndex((entry) => idOf(entry) === connection.id);
  if (at < 0) return [...entries, connection];
  // The first entry of an id counts: others with it would only take its place when it goes.
  const after = withoutConnection(entries.slice(at + 1), connection.id);
  return [...entries.slice(0, at), connection, ...after];
}

/** @param id as {@link connectionsIn} gives it */
export function withoutConnection(setting: unknown, id: string): unknown[] {
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [];
  return entries.filter((entry) => idOf(entry) !== id);
}

function idOf(entry: unknown): string | undefined {
  return connectionOf(entry)[0]?.id;
}

/**
 * An entry without an id is useless, since its key hangs on it. Anything else that is wrong stays, so that the
 * tree can say what it is.
 */
function connectionOf(value: unknown): Connection[] {
  if (!isObject(value)) return [];
  const id = textOf(value['id']);
  if (id === undefined) return [];
  const simulations = Array.isArray(value['simulations']) ? value['simulations'].flatMap(trackedOf) : [];
  const projectId = textOf(value['projectId']);
  return [
    {
      id,
      provider: textOf(value['provider']) ?? '',
      label: textOf(value['label']) ?? id,
      baseUrl: textOf(value['baseUrl']) ?? '',
      ...(projectId === undefined ? {} : { projectId }),
      ...authIn(value['auth']),
      ...(simulations.length > 0 ? { simulations } : {}),
      ...refusalOf(id),
    },
  ];
}

function authIn(value: unknown): Pick<Connection, 'auth'> {
  const auth = auths.find((each) => each === value);
  return auth === undefined ? {} : { auth };
}

function trackedOf(value: unknown): TrackedSimulation[] {
  if (!isObject(value)) return [];
  const scenario = textOf(value['scenario']);
  const simulation = textOf(value['simulation']);
  const label = textOf(value['label']);
  if (scenario === undefined) return [];
  return [
    {
      scenario,
      ...(simulation === undefined ? {} : { simulation }),
      ...(label === undefined ? {} : { label }),
    },
  ];
}
