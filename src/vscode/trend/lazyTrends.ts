import type * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { TrendPanelsDeps } from './deps.ts';
import type { TrendPanels } from './trendPanels.ts';

export type LazyTrends = Lazy<TrendPanels>;

/** Loaded with the first trend. */
export function lazyTrends({
  context,
  ...deps
}: Omit<TrendPanelsDeps, 'extensionUri'> & { readonly context: vscode.ExtensionContext }): LazyTrends {
  return lazy(async () => {
    const panels = await import('./trendPanels.ts');
    return new panels.TrendPanels({ ...deps, extensionUri: context.extensionUri });
  });
}
