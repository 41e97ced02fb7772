/**
 * Links that open a run in VS Code. They name the service, address and project instead of relying on what a
 * connection is called here, so that they work for colleagues, too. No key, no text of the run.
 */
import { isObject } from '../../core/kit/json.ts';
import { fromBase64Url, toBase64Url } from '../../core/kit/utf8.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { readRef } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';

const authority = 'agent-run-inspector.agent-run-inspector';
/** Three ids of 1,000 letters fit; addresses that are much longer get lost between programs. */
const longestQuery = 6144;
const deepestPath = 8;

/** `undefined` where no link can lead to the run, since its ids are too long, too many or hold control characters. */
export function linkOf(
  scheme: string,
  { provider, baseUrl, projectId }: Connection,
  ref: RunRef,
): string | undefined {
  const value = JSON.stringify({ provider, baseUrl, projectId, ref });
  const query = `at=${toBase64Url(value)}`;
  return readLink('/run', query) && `${scheme}://${authority}/run?${query}`;
}

export interface LinkedRun {
  readonly provider: string;
  readonly baseUrl: string;
  readonly projectId: string | undefined;
  readonly ref: RunRef;
}

/** Anyone can write a link: only this one shape is read. `undefined` for anything else. */
export function readLink(path: string, query: string): LinkedRun | undefined {
  if (path !== '/run' || query.length > longestQuery) return undefined;
  const [, encoded] = /^at=([\w-]+)$/.exec(query) ?? [];
  const value = encoded === undefined ? undefined : parsed(encoded);
  if (!isObject(value)) return undefined;
  const { provider, baseUrl, projectId } = value;
  const ref = readRef(value['ref']);
  if (!ref || !isReadable(ref) || typeof provider !== 'string') return undefined;
  if (typeof baseUrl !== 'string' || (projectId !== undefined && typeof projectId !== 'string'))
    return undefined;
  return { provider, baseUrl, projectId, ref };
}

/**
 * The run by a connection that is set up here: the one of that name if it leads to the same place, else any that
 * does. A link never adds a connection. Samples have another address each time, and are found by name.
 */
export function resolveLink(
  { provider, baseUrl, projectId, ref }: LinkedRun,
  connections: readonly Connection[],
  isSample: (connection: Connection) => boolean,
): RunRef | undefined {
  const same = connections.filter(
    (connection) =>
      connection.provider === provider &&
      connection.problem === undefined &&
      (isSample(connection)
        ? connection.id === ref.connection
        : connection.baseUrl === baseUrl && connection.projectId === projectId),
  );
  const found = same.find(({ id }) => id === ref.connection) ?? same[0];
  return found && { ...ref, connection: found.id };
}

/** What somebody else wrote must be readable, too: no empty ids, no control characters. */
function isReadable({ connection, path, run }: RunRef): boolean {
  return path.length <= deepestPath && [connection, run, ...path].every(isPlain);
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
