/**
 * Links by the ids that assistants and terminals get to see, for whoever is at this machine: short enough to stand in
 * every answer, and made by anybody who knows the id. Others get those of `link.ts`.
 */
import { extensionId } from '../../core/kit/extensionId.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import type { Topic } from '../../core/run/topic.ts';
import { idOfPlace, idOfRun, readId } from '../query/ids.ts';
import { longestQuery } from './link.ts';

const openPath = '/open';

/** What such a link asks for; a place may be any, not only a batch. */
export interface IdLink {
  readonly topic: Topic | { readonly kind: 'place'; readonly place: Place };
  /** Index of the turn of a run. */
  readonly turn: number | undefined;
}

/**
 * `vscode://agent-run-inspector.agent-run-inspector/open?id=sample-cognigy/scenario:1/simulation:2%23run-3&turn=5`
 * @param turn index of the turn of a run
 */
export function idLinkOf(
  scheme: string,
  what: RunRef | Place,
  other?: RunRef | Place,
  turn?: number,
): string {
  const beside = other === undefined ? '' : `&with=${escapedId(idOf(other))}`;
  const at = turn === undefined ? '' : `&turn=${turn + 1}`;
  return `${beginning(scheme)}${escapedId(idOf(what))}${beside}${at}`;
}

/** What all of them begin with; the id follows, `%23` in the place of its `#`. */
export function beginning(scheme: string): string {
  return `${scheme}://${extensionId}${openPath}?id=`;
}

/**
 * @param query decoded once, as VS Code does
 * @param fragment what follows a `#` that was not escaped
 */
export function readIdLink(path: string, query: string, fragment: string): IdLink | undefined {
  if (path !== openPath || query.length + fragment.length > longestQuery) return undefined;
  const text = fragment === '' ? query : `${query}#${fragment}`;
  const [, id, beside, turn] = /^id=([^&]+)(?:&with=([^&]+))?(?:&turn=(\d{1,7}))?$/.exec(text) ?? [];
  const one = id === undefined ? undefined : readId(id);
  const other = beside === undefined ? undefined : readId(beside);
  if (!one || (beside !== undefined && other?.kind !== one.kind)) return undefined;
  const at = turn === undefined || turn === '0' ? undefined : Number(turn) - 1;
  if (one.kind === 'run') {
    if (other?.kind === 'run')
      return { topic: { kind: 'runs', runs: [one.ref, other.ref] }, turn: undefined };
    return { topic: { kind: 'run', ref: one.ref }, turn: at };
  }
  if (other?.kind === 'place')
    return { topic: { kind: 'batches', before: one.place, now: other.place }, turn: undefined };
  return { topic: { kind: 'place', place: one.place }, turn: undefined };
}

function idOf(what: RunRef | Place): string {
  return 'run' in what ? idOfRun(what) : idOfPlace(what);
}

/** As it stands in an address. */
export function escapedId(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('#', '%23').replaceAll('&', '%26');
}
