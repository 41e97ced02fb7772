import type * as vscode from 'vscode';
import type { Signal } from '../../core/kit/signal.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from '../../services/archiving/ownArchive.ts';
import type { Visible } from '../../services/visible.ts';
import type { AnalysisInFront } from '../analysisInFront.ts';
import type { Settings } from '../settings.ts';

export interface TrendPanelsDeps {
  readonly source: RunStore;
  readonly archive: Pick<OwnArchive, 'get' | 'isPossible'>;
  readonly extensionUri: vscode.Uri;
  readonly settings: Pick<Settings, 'onDidChange' | 'analysis' | 'redaction' | 'csvSeparator'>;
  /** After which the archive has other runs. */
  readonly outdated: readonly Signal<void>['on'][];
  readonly inFront: AnalysisInFront;
  /** Is told what is in front, so that it is followed. */
  readonly visible: Pick<Visible, 'setTrends'>;
  readonly defect: (where: string, error: unknown) => void;
}
