/** What a command is about: its argument when there is one, else what is selected, else what the person picks. */
import { isObject, textOf } from '../core/kit/json.ts';
import type { Connection } from '../core/provider/provider.ts';
import { rowConnection, type Row } from '../core/rows/tree.ts';
import { readPlace, readRef } from '../core/run/refs.ts';
import type { RunRef } from '../core/run/run.ts';

export interface Chooser {
  /** The row that was named; without an argument, the selected one. */
  row(argument: unknown): Row | undefined;
  /** The rows that were named: a row that belongs to the selection stands for all of it. */
  rows(argument: unknown): readonly Row[];
  /** The run that was named; without an argument, the focused or selected one. */
  namedRun(argument: unknown): RunRef | undefined;
  /** The run that was named; without an argument, the focused or selected one, or the person's pick. */
  run(argument: unknown, title: string): Promise<RunRef | undefined>;
  pickRun(title: string): Promise<RunRef | undefined>;
  /** By id, row or pick. `undefined` when the person changed their mind, or there is none. */
  connection(
    argument: unknown,
    title: string,
    fits?: (connection: Connection) => boolean,
  ): Promise<Connection | undefined>;
}

/** The row of a tree node that a menu or an inline button passed. */
export function rowOf(argument: unknown): Row | undefined {
  return isNode(argument) ? argument.row : undefined;
}

/** A run from a row or a reference. */
export function runOf(argument: unknown): RunRef | undefined {
  return readRef(argument) ?? runOfRow(rowOf(argument));
}

export function runOfRow(row: Row | undefined): RunRef | undefined {
  return row?.kind === 'run' ? row.item.ref : undefined;
}

/** Id of a connection from a row, or from an object that names one. */
export function connectionIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const row = rowOf(argument);
  if (row) return rowConnection(row);
  return isObject(argument) ? (textOf(argument['connection']) ?? textOf(argument['id'])) : undefined;
}

function isNode(value: unknown): value is { readonly row: Row } {
  return isObject(value) && isObject(value['row']) && isRow(value['row']);
}

/** Any extension may call a command with any argument: what only looks like a row is refused here. */
function isRow({ kind, item, connection, place }: Readonly<Record<string, unknown>>): boolean {
  switch (kind) {
    case 'run':
      return isObject(item) && readRef(item['ref']) !== undefined;
    case 'collection':
      return readPlace(item) !== undefined;
    case 'connection':
      return isObject(connection) && typeof connection['id'] === 'string';
    case 'group':
    case 'failure':
    case 'more':
    case 'message':
      return readPlace(place) !== undefined;
    default:
      return false;
  }
}
