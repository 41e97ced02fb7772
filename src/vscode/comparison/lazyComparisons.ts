import type * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { ComparisonPanels } from './comparisonPanels.ts';
import type { ComparisonPanelsDeps } from './deps.ts';

export type LazyComparisons = Lazy<ComparisonPanels>;

/** Loaded with the first comparison. */
export function lazyComparisons({
  context,
  ...deps
}: Omit<ComparisonPanelsDeps, 'extensionUri'> & {
  readonly context: vscode.ExtensionContext;
}): LazyComparisons {
  return lazy(async () => {
    const panels = await import('./comparisonPanels.ts');
    return new panels.ComparisonPanels({ ...deps, extensionUri: context.extensionUri });
  });
}
