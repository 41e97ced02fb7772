/** Live refresh, and watching what goes on until it ends. */
import * as vscode from 'vscode';
import type { Ended } from '../../services/live/watched.ts';
import { nameOfWatched } from '../../services/live/watches.ts';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import { WatchItem } from './watchItem.ts';
import type { LiveNeeds } from './needs.ts';

export const commands = {
  'agentRuns.watch': async (needs, argument) => (await import('./watchCommands.ts')).watch(needs, argument),
  'agentRuns.unwatch': async (needs, argument) =>
    (await import('./watchCommands.ts')).unwatch(needs, argument),
  'agentRuns.showWatched': async (needs) => (await import('./watchCommands.ts')).showWatched(needs),
} satisfies Commands<LiveNeeds>;

/** Begins with the first answer of any service, or at once for what was watched before a reload. */
export function start(needs: LiveNeeds): { dispose(): void } {
  const { live, watched, store, settings, log } = needs;
  const item = new WatchItem();
  const show = () => {
    const names = watched.ids().map((each) => nameOfWatched(store, each));
    item.show(names);
    void vscode.commands.executeCommand('setContext', contextKeys.watching, names.length > 0);
  };
  const tell = async (ended: Ended) => (await import('./tellEnd.ts')).tellEnd(needs, ended);
  const load = () => void live.get().catch((error: unknown) => log.defect('refresh', error));
  const subscriptions = [
    item,
    watched.onDidChange(show),
    watched.onDidEnd((ended) => {
      if (!ended.already && !settings.notifications()) return;
      tell(ended).catch((error: unknown) => log.defect('watch', error));
    }),
    store.onDidChange(() => {
      if (live.loaded === undefined) load();
    }),
  ];
  show();
  if (watched.ids().length > 0) load();
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
