/** Chooses what a command is about, with VS Code's quick picks. */
import * as vscode from 'vscode';
import type { Connection } from '../core/provider/provider.ts';
import { rowKey, type Row } from '../core/rows/tree.ts';
import type { RunRef } from '../core/run/run.ts';
import { connectionIdOf, rowOf, runOf, runOfRow, type Chooser } from '../services/chooser.ts';
import type { Visible } from '../services/visible.ts';
import type { PickDeps } from './pick.ts';

export interface QuickChooserDeps extends PickDeps {
  readonly visible: Pick<Visible, 'selectedRows' | 'focusedRun'>;
}

export class QuickChooser implements Chooser {
  readonly #deps: QuickChooserDeps;

  constructor(deps: QuickChooserDeps) {
    this.#deps = deps;
  }

  row(given: unknown): Row | undefined {
    const argument = withoutTab(given);
    return rowOf(argument) ?? (argument === undefined ? this.#deps.visible.selectedRows()[0] : undefined);
  }

  rows(given: unknown): readonly Row[] {
    const argument = withoutTab(given);
    const { visible } = this.#deps;
    const row = rowOf(argument);
    const chosen = visible.selectedRows().filter(({ kind }) => kind === 'run' || kind === 'collection');
    if (!row) return argument === undefined && visible.focusedRun() === undefined ? chosen : [];
    return chosen.some((each) => rowKey(each) === rowKey(row)) ? chosen : [row];
  }

  namedRun(given: unknown): RunRef | undefined {
    const argument = withoutTab(given);
    const named = runOf(argument);
    if (named || argument !== undefined) return named;
    const { visible } = this.#deps;
    return visible.focusedRun() ?? runOfRow(visible.selectedRows()[0]);
  }

  async run(argument: unknown, title: string): Promise<RunRef | undefined> {
    return this.namedRun(argument) ?? (withoutTab(argument) === undefined ? this.pickRun(title) : undefined);
  }

  async pickRun(title: string): Promise<RunRef | undefined> {
    return (await import('./pick.ts')).pickRun(this.#deps, title);
  }

  async connection(
    argument: unknown,
    title: string,
    fits: (connection: Connection) => boolean = () => true,
  ): Promise<Connection | undefined> {
    const { connections } = this.#deps;
    const id = connectionIdOf(argument);
    if (id !== undefined) return connections.get(id);
    // Something that names no connection must not end at the only one there is.
    if (argument !== undefined) return undefined;
    return (await import('./pick.ts')).pickConnection(this.#deps, connections.all().filter(fits), title);
  }
}

/** A menu of the title bar passes the address of its tab, which is in front: it names no run. */
function withoutTab(argument: unknown): unknown {
  return argument instanceof vscode.Uri ? undefined : argument;
}
