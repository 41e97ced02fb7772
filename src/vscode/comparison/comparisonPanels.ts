import * as vscode from 'vscode';
import { sameData } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { readComparison, type ComparisonTopic } from '../../core/run/topic.ts';
import { parseComparisonState } from '../../panel/comparison/intent.ts';
import type { Subject } from '../../panel/comparison/protocol.ts';
import type { Comparisons, RunsComparison } from '../../services/comparisons.ts';
import { comparisonPanelType, contextKeys } from '../ids.ts';
import { ComparisonPanel } from './comparisonPanel.ts';
import type { ComparisonPanelsDeps } from './deps.ts';

/** All comparisons of the window. Loaded with the first one. */
export class ComparisonPanels implements Comparisons {
  readonly #deps: ComparisonPanelsDeps;
  readonly #panels = new Set<ComparisonPanel>();

  constructor(deps: ComparisonPanelsDeps) {
    this.#deps = deps;
  }

  /** Takes over a panel that VS Code brought back after a reload; its state holds ids only. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const remembered = parseComparisonState(state);
    if (remembered) this.#adopt(panel, remembered.subject);
    else panel.dispose();
  }

  openBatches(before: Place, now: Place): void {
    this.#open({ kind: 'batches', before: placeOf(before), now: placeOf(now) });
  }

  openRuns(runs: readonly RunRef[], { atSplit = false, chosen = false }: RunsComparison = {}): void {
    this.#open({ kind: 'runs', runs, chosen, threshold: undefined, atSplit });
  }

  /** What the page that has the focus compares. */
  get inFront(): ComparisonTopic | undefined {
    return readComparison([...this.#panels].find(({ active }) => active)?.subject);
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
  }

  #open(subject: Subject): void {
    const same = [...this.#panels].find((each) => sameData(idsOf(each.subject), idsOf(subject)));
    if (same) {
      same.reveal(subject);
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Active };
    this.#adopt(vscode.window.createWebviewPanel(comparisonPanelType, t('Comparison'), column), subject);
  }

  #adopt(webview: vscode.WebviewPanel, subject: Subject): void {
    const panel = new ComparisonPanel(webview, subject, this.#deps, {
      changed: () => this.#tell(),
      gone: () => {
        this.#panels.delete(panel);
        this.#tell();
      },
    });
    this.#panels.add(panel);
    void vscode.commands.executeCommand('setContext', contextKeys.compared, true);
    this.#tell();
  }

  #tell(): void {
    const subjects = [...this.#panels].filter(({ visible }) => visible).map(({ subject }) => subject);
    this.#deps.visible.setCompared(
      subjects.flatMap((subject) => (subject.kind === 'batches' ? [subject.before, subject.now] : [])),
    );
  }
}

/** What else a listing or row holds is left out: it would be remembered. */
function placeOf({ connection, path }: Place): Place {
  return { connection, path };
}

/** What is compared, whatever the reader has chosen of it. */
function idsOf(subject: Subject): object {
  if (subject.kind === 'batches') return subject;
  const ids = subject.runs.map(({ connection, path, run }) => JSON.stringify([connection, ...path, run]));
  return { runs: ids.sort() };
}
