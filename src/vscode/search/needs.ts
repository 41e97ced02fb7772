import type { Lazy } from '../../core/kit/lazy.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { FailureGroups } from '../../services/failureGroups.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Panels } from '../../services/panels.ts';
import type { Log } from '../log.ts';

export interface SearchNeeds {
  readonly archive: Pick<OwnArchive, 'get'>;
  readonly providers: readonly Provider[];
  readonly groups: Pick<FailureGroups, 'among'>;
  readonly panels: Lazy<Panels>;
  readonly log: Pick<Log, 'defect'>;
}
