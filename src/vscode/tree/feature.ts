/** The tree of connections, collections and runs. */
import * as vscode from 'vscode';
import { sameData } from '../../core/kit/json.ts';
import { describeFilter, failuresOnly, isFiltered, latestFailures } from '../../core/rows/view.ts';
import { reloadSeen } from '../../services/visible.ts';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import type { TreeNeeds } from './needs.ts';

export const commands = {
  'agentRuns.refresh': async (needs) => (await import('./viewCommands.ts')).refresh(needs),
  'agentRuns.refreshNode': async (needs, argument) =>
    (await import('./viewCommands.ts')).refreshNode(needs, argument),
  'agentRuns.loadMore': async (needs, argument) =>
    (await import('./viewCommands.ts')).loadMore(needs, argument),
  'agentRuns.sortRuns': async (needs) => (await import('./viewCommands.ts')).sortRuns(needs),
  'agentRuns.groupBy': async (needs) => (await import('./viewCommands.ts')).groupBy(needs),
  'agentRuns.filterRuns': async (needs) => (await import('./filterCommands.ts')).filterRuns(needs),
  'agentRuns.failuresOnly': ({ arrangement }) => arrangement.change(failuresOnly),
  'agentRuns.latestFailures': ({ arrangement }) => arrangement.change(latestFailures),
  'agentRuns.enterRow': async (needs, argument) => (await import('./enterRow.ts')).enterRow(needs, argument),
  'agentRuns.clearFilter': ({ arrangement }) => arrangement.clearFilter(),
} satisfies Commands<TreeNeeds>;

/** Brings the rows in line with a new order, filter or grouping. */
export function start({ store, connections, arrangement, visible, note }: TreeNeeds): { dispose(): void } {
  return arrangement.onDidChange((before) => {
    const { sort, service, grouping } = arrangement.options;
    const asksAnew = !sameData([service, grouping], [before.service, before.grouping]);
    // Filters and groups of the service need new answers; an order needs them only where pages are missing.
    if (asksAnew) for (const connection of connections.all()) store.forget(connection.id);
    else if (sort !== before.sort) {
      const isAskedAnew = (connection: string): boolean => {
        const provider = connections.providerNamed(connection);
        return arrangement.sortOf(provider, before) !== arrangement.sortOf(provider);
      };
      const paged = store
        .listings()
        .filter(({ connection, next }) => next !== undefined && isAskedAnew(connection));
      void reloadSeen(store, visible, paged);
    }
    note.setFilter(describeFilter(arrangement.options));
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, isFiltered(arrangement.options));
  });
}
