/** From the ids that a caller names to what is known here. */
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { idOfPlace, idOfRun, readId } from './ids.ts';
import { Advice } from './question.ts';
import { cleanItem } from './redacted.ts';
import type { QuerySource } from './source.ts';

/** A connection or collection whose connection is known here. @throws Advice */
export async function placeNamed(id: string, source: QuerySource, signal: AbortSignal): Promise<Place> {
  const named = readId(id);
  if (!named) throw noSuchId(id);
  if (named.kind === 'run')
    throw new Advice(
      `That is the id of a run. Its batch is ${idOfPlace(named.ref)}; get_run tells of the run itself.`,
    );
  await checkConnection(named.place.connection, source, signal);
  return named.place;
}

/**
 * The run, redacted. What has no `#` is taken for the bare id of a run, as people copy it.
 * @throws Advice where there is none
 */
export async function runNamed(id: string, source: QuerySource, signal: AbortSignal): Promise<RunItem> {
  const ref = await refNamed(id, source, signal);
  const item = await source.run(ref, signal);
  if (!item)
    throw new Advice(
      `There is no run ${idOfRun(ref)} that is known here. list_runs with in: "${idOfPlace(ref)}" tells which there are.`,
    );
  return cleanItem(item, source.rules());
}

async function refNamed(id: string, source: QuerySource, signal: AbortSignal): Promise<RunRef> {
  const named = readId(id);
  if (named?.kind === 'run') {
    await checkConnection(named.ref.connection, source, signal);
    return named.ref;
  }
  const found = await source.named(id.trim(), signal);
  const [only, ...others] = found;
  if (!only) throw named ? await notARun(named.place, source, signal) : noSuchId(id);
  if (others.length === 0) return only;
  const ids = found.slice(0, 5).map(idOfRun);
  throw new Advice(`Several runs go by this id: ${ids.join(', ')}. Ask again with one of these.`);
}

/** A bare word may be the id of a connection, and what has levels is that of a collection. */
async function notARun(place: Place, source: QuerySource, signal: AbortSignal): Promise<Advice> {
  const id = idOfPlace(place);
  if (place.path.length > 0) await checkConnection(place.connection, source, signal);
  else if (!(await isConnection(place.connection, source, signal))) return noSuchId(id);
  const kind = place.path.length === 0 ? 'connection' : 'collection';
  return new Advice(
    `That is the id of a ${kind}, not of a run. list_runs with in: "${id}" tells what is in it.`,
  );
}

async function isConnection(id: string, source: QuerySource, signal: AbortSignal): Promise<boolean> {
  return (await source.connections(signal)).some((each) => each.id === id);
}

async function checkConnection(id: string, source: QuerySource, signal: AbortSignal): Promise<void> {
  if (await isConnection(id, source, signal)) return;
  throw new Advice(
    `There is no connection "${shown(id)}" here. list_connections tells which there are; ids begin with one of them.`,
  );
}

function noSuchId(id: string): Advice {
  return new Advice(
    `Nothing here goes by the id "${shown(id)}". list_connections and list_runs name the ids that can be asked for; hand them back as they stand there.`,
  );
}

/** The caller's own word, which may be long. */
function shown(id: string): string {
  return shortLine(visibleLine(id), 80);
}
