/** What keeps all runs of a service: by hand, and again and again. */
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { Keeper, KeeperDeps } from '../../services/archiving/keeper.ts';
import { UpToDate, type UpToDateDeps } from '../../services/archiving/upToDate.ts';
import { windowClock } from '../../services/live/windowClock.ts';
import type { Log } from '../log.ts';

export interface Keeping {
  readonly keeper: Lazy<Keeper>;
  readonly upToDate: UpToDate;
  /** The archive knows more than before. */
  readonly onDidKeep: Signal<void>['on'];
}

export function openKeeping(
  deps: Omit<KeeperDeps, 'onDidKeep'> & Pick<UpToDateDeps, 'memory' | 'exists'>,
  log: Pick<Log, 'trouble'>,
): Keeping {
  const kept = new Signal<void>();
  const keeper = lazy(async () => {
    const { Keeper } = await import('../../services/archiving/keeper.ts');
    return new Keeper({ ...deps, onDidKeep: () => kept.fire() });
  });
  const upToDate = new UpToDate({
    ...{ memory: deps.memory, exists: deps.exists, clock: windowClock },
    keep: async (connection, signal) => {
      try {
        await (await keeper.get()).keep({ connection, path: [] }, signal, () => undefined);
      } catch (error) {
        log.trouble('keep', error instanceof Error ? error.name : typeof error);
      }
    },
  });
  return { keeper, upToDate, onDidKeep: kept.on };
}
