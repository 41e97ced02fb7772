/** What a click on a row does. */
import { t } from '../kit/l10n.ts';
import { remedies, type Remedy } from '../kit/remedies.ts';
import type { Row } from './tree.ts';

export interface RowAction {
  /** The command of this name, without `agentRuns.`. */
  readonly name: 'openRun' | 'loadMore' | 'refreshNode' | 'clearFilter' | Exclude<Remedy, 'retry'>;
  readonly title: string;
  /** What the command is about: the row, or the run of the row. */
  readonly about: 'row' | 'run' | undefined;
}

/** `undefined` for rows that unfold, and for those that only say something. */
export function actionOf(row: Row): RowAction | undefined {
  switch (row.kind) {
    case 'run':
      return { name: 'openRun', title: t('Open Run'), about: 'run' };
    case 'more':
      return { name: 'loadMore', title: t('Load More'), about: 'row' };
    case 'failure': {
      const { remedy } = row.error;
      return { name: remedy === 'retry' ? 'refreshNode' : remedy, title: t(remedies[remedy]), about: 'row' };
    }
    case 'message':
      return row.clearsFilter
        ? { name: 'clearFilter', title: t('Clear Filter'), about: undefined }
        : undefined;
    case 'connection':
    case 'collection':
    case 'group':
      return undefined;
  }
}
