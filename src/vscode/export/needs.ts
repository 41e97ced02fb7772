import type { RunStore } from '../../core/store/store.ts';
import type { Arrangement } from '../../services/arrangement.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Settings } from '../settings.ts';

export interface ExportNeeds {
  readonly store: RunStore;
  readonly arrangement: Pick<Arrangement, 'options'>;
  readonly chooser: Chooser;
  readonly settings: Pick<Settings, 'redaction' | 'csvSeparator'>;
}
