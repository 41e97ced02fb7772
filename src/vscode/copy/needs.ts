import type { RunStore } from '../../core/store/store.ts';
import type { ComparisonTopic } from '../../core/run/topic.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Connections } from '../../services/connections/connections.ts';
import type { BatchChoice } from '../chooseBatch.ts';
import type { Settings } from '../settings.ts';

export interface CopyNeeds {
  readonly store: Pick<RunStore, 'load' | 'trail'> & BatchChoice['store'];
  readonly connections: Pick<Connections, 'get' | 'providerOf' | 'isOnDisk'>;
  readonly chooser: Chooser;
  readonly comparisonInFront: () => ComparisonTopic | undefined;
  readonly settings: Pick<Settings, 'redaction'>;
}
