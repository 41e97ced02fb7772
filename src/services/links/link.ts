/**
 * Links that open a run, a batch or a comparison in VS Code, to be handed to others. They name service, address and
 * project instead of relying on what a connection is called here, so that they work for colleagues, too. No key, no
 * text of the run.
 */
import { extensionId } from '../../core/kit/extensionId.ts';
import { isObject, textOf } from '../../core/kit/json.ts';
import { fromBase64Url, toBase64Url } from '../../core/kit/utf8.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { readPlace, readRef } from '../../core/run/refs.ts';
import { connectionsOf, movedTopic, partsOf, readComparison, type Topic } from '../../core/run/topic.ts';

/** Three ids of 1,000 letters fit; addresses that are much longer get lost between programs. */
export const longestQuery = 6144;
const deepestPath = 8;
const mostTurns = 10_000_000;

export interface Link {
  readonly topic: Topic;
  /** The services that its connections lead to. */
  readonly services: readonly LinkedService[];
  /** Index of the turn of a run. */
  readonly turn: number | undefined;
}

/** A connection as whoever made the link calls it, and where it leads. */
export interface LinkedService {
  readonly connection: string;
  readonly provider: string;
  readonly baseUrl: string;
  readonly projectId: string | undefined;
}

/**
 * `undefined` where no link can lead there, since ids are too long, too many or hold control characters, or a
 * connection is unknown.
 * @param turn index of the turn of a run
 */
export function linkOf(
  scheme: string,
  topic: Topic,
  connectionNamed: (id: string) => Connection | undefined,
  turn?: number,
): string | undefined {
  const services = connectionsOf(topic).flatMap((id) => {
    const found = connectionNamed(id);
    if (!found) return [];
    return { connection: id, provider: found.provider, baseUrl: found.baseUrl, projectId: found.projectId };
  });
  const [only] = services;
  if (!only || services.length < connectionsOf(topic).length) return undefined;
  const { provider, baseUrl, projectId } = only;
  const path = pathOf(topic);
  const value =
    topic.kind === 'run'
      ? { provider, baseUrl, projectId, ref: topic.ref, turn }
      : topic.kind === 'batch'
        ? { provider, baseUrl, projectId, place: topic.place }
        : { services, ...topic };
  const query = `at=${toBase64Url(JSON.stringify(value))}`;
  return readLink(path, query) && `${scheme}://${extensionId}${path}?${query}`;
}

function pathOf({ kind }: Topic): string {
  if (kind === 'run') return '/run';
  return kind === 'batch' ? '/batch' : '/comparison';
}

/** Anyone can write a link: only these shapes are read. `undefined` for anything else. */
export function readLink(path: string, query: string): Link | undefined {
  if (query.length > longestQuery) return undefined;
  const [, encoded] = /^at=([\w-]+)$/.exec(query) ?? [];
  const value = encoded === undefined ? undefined : parsed(encoded);
  if (!isObject(value)) return undefined;
  const topic = topicIn(path, value);
  if (!topic || !partsOf(topic).every(isReadable)) return undefined;
  const [own = ''] = connectionsOf(topic);
  const services =
    topic.kind === 'run' || topic.kind === 'batch'
      ? [serviceIn({ ...value, connection: own })]
      : listIn(value['services']).map(serviceIn);
  const known = services.filter((service) => service !== undefined);
  if (known.length < services.length || known.length === 0) return undefined;
  const { turn } = value;
  return { topic, services: known, turn: topic.kind === 'run' && isTurn(turn) ? turn : undefined };
}

/**
 * What the link leads to by connections that are set up here: of each service the one of that name if it leads to
 * the same place, else any that does. A link never adds a connection. Samples have another address each time, and
 * are found by name.
 */
export function resolveLink(
  { topic, services }: Link,
  connections: readonly Connection[],
  isSample: (connection: Connection) => boolean,
): Topic | undefined {
  const own = new Map<string, string>();
  for (const { connection: named, provider, baseUrl, projectId } of services) {
    const same = connections.filter(
      (connection) =>
        connection.provider === provider &&
        connection.problem === undefined &&
        (isSample(connection)
          ? connection.id === named
          : connection.baseUrl === baseUrl && connection.projectId === projectId),
    );
    const found = same.find(({ id }) => id === named) ?? same[0];
    if (found) own.set(named, found.id);
  }
  if (connectionsOf(topic).some((id) => !own.has(id))) return undefined;
  return movedTopic(topic, (id) => own.get(id) ?? id);
}

function topicIn(path: string, value: Readonly<Record<string, unknown>>): Topic | undefined {
  switch (path) {
    case '/run': {
      const ref = readRef(value['ref']);
      return ref && { kind: 'run', ref };
    }
    case '/batch': {
      const place = readPlace(value['place']);
      return place && place.path.length > 0 ? { kind: 'batch', place } : undefined;
    }
    case '/comparison':
      return readComparison(value);
    default:
      return undefined;
  }
}

function serviceIn(value: unknown): LinkedService | undefined {
  if (!isObject(value)) return undefined;
  const [connection, provider, baseUrl] = [value['connection'], value['provider'], value['baseUrl']].map(
    textOf,
  );
  const { projectId } = value;
  if (connection === undefined || provider === undefined || baseUrl === undefined) return undefined;
  if (projectId !== undefined && typeof projectId !== 'string') return undefined;
  return { connection, provider, baseUrl, projectId };
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isTurn(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < mostTurns;
}

/** What somebody else wrote must be readable, too: no empty ids, no control characters. */
function isReadable(part: ReturnType<typeof partsOf>[number]): boolean {
  const { connection, path } = part;
  const run = 'run' in part ? [part.run] : [];
  return path.length <= deepestPath && [connection, ...run, ...path].every(isPlain);
}

function isPlain(text: string): boolean {
  return text !== '' && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(fromBase64Url(encoded));
  } catch {
    return undefined;
  }
}
