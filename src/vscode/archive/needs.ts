import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Samples } from '../../services/connections/samples.ts';
import type { Log } from '../log.ts';

export interface ArchiveNeeds {
  readonly archive: OwnArchive;
  readonly store: RunStore;
  readonly samples: Pick<Samples, 'onDidRemove'>;
  readonly log: Pick<Log, 'defect' | 'trouble'>;
}
