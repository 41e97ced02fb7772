import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Log } from '../log.ts';
import type { Keeping } from './openKeeping.ts';

export interface ArchiveNeeds {
  readonly archive: OwnArchive;
  readonly store: RunStore;
  readonly keeping: Keeping;
  readonly chooser: Pick<Chooser, 'row' | 'connection'>;
  readonly samples: Pick<Samples, 'onDidRemove'>;
  readonly log: Pick<Log, 'defect' | 'trouble'>;
}
