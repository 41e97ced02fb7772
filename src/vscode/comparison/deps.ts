import type * as vscode from 'vscode';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Lazy } from '../../core/kit/lazy.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Panels } from '../../services/panels.ts';
import type { Visible } from '../../services/visible.ts';
import type { AnalysisInFront } from '../analysisInFront.ts';
import type { Settings } from '../settings.ts';

export interface ComparisonPanelsDeps {
  readonly source: RunStore;
  readonly extensionUri: vscode.Uri;
  /** Where runs are opened. */
  readonly panels: Lazy<Panels>;
  readonly settings: Pick<Settings, 'onDidChange' | 'redaction' | 'csvSeparator'> & {
    readonly analysis: () => AnalysisSettings;
  };
  readonly inFront: AnalysisInFront;
  /** Is told which batches are in front, so that they are followed. */
  readonly visible: Pick<Visible, 'setCompared'>;
  readonly defect: (where: string, error: unknown) => void;
}
