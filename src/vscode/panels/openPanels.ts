/** The panels of runs, loaded with the first one. */
import type * as vscode from 'vscode';
import { sent, t } from '../../core/kit/l10n.ts';
import type { TimeLimit } from '../../core/kit/timeLimit.ts';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Connections } from '../../services/connections/connections.ts';
import { pageOfRun } from '../../services/runPage.ts';
import type { Visible } from '../../services/visible.ts';
import { panelActions } from './panelActions.ts';
import type { RunPanels } from './runPanels.ts';

/** Kept for all windows: whether turns are shown as Markdown. */
const markdownKey = 'markdown';

export interface PanelParts {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalState'>;
  readonly store: RunStore;
  readonly providers: readonly Provider[];
  readonly connections: Connections;
  readonly visible: Visible;
  readonly withinTime: TimeLimit;
  readonly defect: (where: string, error: unknown) => void;
}

export function openPanels(parts: PanelParts): Lazy<RunPanels> {
  const { context, store, providers, connections, visible, defect, withinTime } = parts;
  return lazy(async () => {
    const { RunPanels } = await import('./runPanels.ts');
    return new RunPanels({
      source: store,
      extensionUri: context.extensionUri,
      actions: panelActions(defect),
      providerLabel: (id) => t(sent(providers.find((provider) => provider.id === id)?.label ?? id)),
      hasPage: (run) => pageOfRun(connections, run) !== undefined,
      transcriptCommand: (run) =>
        providers.find((provider) => provider.id === run.provider)?.transcriptCommand?.(run),
      markdown: {
        get: () => context.globalState.get(markdownKey, true),
        set: (on) => void context.globalState.update(markdownKey, on),
      },
      visible,
      withinTime,
      now: Date.now,
    });
  });
}
