import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import { parseBatchIntent, parseBatchState } from '../../panel/batch/intent.ts';
import type { BatchIntent } from '../../panel/batch/protocol.ts';
import { BatchSession } from '../../panel/batch/session.ts';
import type { BatchSource } from '../../panel/batch/source.ts';
import type { PanelAction } from '../../panel/protocol.ts';
import type { Baselines } from '../../services/baselines.ts';
import type { Panels } from '../../services/panels.ts';
import { slicing } from '../../services/slicing.ts';
import type { Visible } from '../../services/visible.ts';
import { batchPanelType, type CommandId } from '../ids.ts';
import { runCommand } from '../pageActions.ts';
import type { Settings } from '../settings.ts';
import { showPage } from '../webviewPage.ts';

export interface BatchPanelsDeps {
  readonly source: BatchSource;
  readonly extensionUri: vscode.Uri;
  /** Where runs are opened. */
  readonly panels: Lazy<Panels>;
  readonly settings: Pick<Settings, 'analysis' | 'onDidChange'>;
  /** What the services are asked to leave out, in words; empty when nothing. */
  readonly filter: () => string;
  readonly baselines: Pick<Baselines, 'of' | 'onDidChange'>;
  /** Is told which batches are in front. */
  readonly visible: Pick<Visible, 'setBatches'>;
  readonly defect: (where: string, error: unknown) => void;
}

/** All overviews of the window, one for each batch. Loaded with the first one. */
export class BatchPanels {
  readonly #deps: BatchPanelsDeps;
  readonly #panels = new Set<BatchPanel>();

  constructor(deps: BatchPanelsDeps) {
    this.#deps = deps;
  }

  /** Takes over a panel that VS Code brought back after a reload; its state holds ids only. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const remembered = parseBatchState(state);
    if (remembered) this.#adopt(panel, remembered.place);
    else panel.dispose();
  }

  open(place: Place): void {
    const existing = [...this.#panels].find((each) => keyOf(each.place) === keyOf(place));
    if (existing) existing.reveal();
    else
      this.#adopt(
        vscode.window.createWebviewPanel(batchPanelType, t('Batch'), {
          viewColumn: vscode.ViewColumn.Active,
        }),
        place,
      );
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, place: Place): void {
    const tell = (): void => {
      const inFront = [...this.#panels].filter((each) => each.visible);
      this.#deps.visible.setBatches(inFront.map((each) => each.place));
    };
    const panel = new BatchPanel(webview, place, this.#deps, {
      changed: tell,
      gone: () => {
        this.#panels.delete(panel);
        tell();
      },
    });
    this.#panels.add(panel);
    tell();
  }
}

interface PanelEvents {
  readonly gone: () => void;
  readonly changed: () => void;
}

class BatchPanel {
  readonly place: Place;
  readonly #panel: vscode.WebviewPanel;
  readonly #session: BatchSession;
  readonly #deps: BatchPanelsDeps;
  readonly #subscriptions: vscode.Disposable[] = [];
  #isGone = false;

  constructor(panel: vscode.WebviewPanel, place: Place, deps: BatchPanelsDeps, events: PanelEvents) {
    this.place = place;
    this.#panel = panel;
    this.#deps = deps;
    const { webview } = panel;
    this.#session = new BatchSession(place, {
      source: deps.source,
      settings: () => deps.settings.analysis(),
      slicing,
      filter: deps.filter,
      baseline: (batch) => deps.baselines.of(batch),
      post: (message) => void webview.postMessage(message),
      onDidShow: (title, above) => this.#title(title, above),
    });
    this.#subscriptions.push(
      deps.settings.onDidChange(() => this.#session.settingsChanged()),
      vscode.Disposable.from(deps.baselines.onDidChange(() => this.#session.settingsChanged())),
      webview.onDidReceiveMessage((message: unknown) => this.#receive(parseBatchIntent(message))),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#session.pageGone();
        events.changed();
      }),
      panel.onDidDispose(() => {
        this.#isGone = true;
        this.#session.dispose();
        for (const subscription of this.#subscriptions) subscription.dispose();
        events.gone();
      }),
    );
    void this.#session.seen().then(() => this.#show());
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #show(): void {
    if (this.#isGone) return;
    showPage(this.#panel.webview, this.#deps.extensionUri, {
      bundle: 'batch',
      title: t('Batch'),
      loading: t('Loading the batch…'),
      first: this.#session.first(),
    });
  }

  #receive(intent: BatchIntent | undefined): void {
    switch (intent?.type) {
      case undefined:
      case 'keep':
      case 'openLink':
        return;
      case 'ready':
      case 'ask':
      case 'retry':
      case 'stop':
      case 'loadAll':
        this.#session.receive(intent);
        return;
      case 'action':
        this.#act(intent.action);
        return;
      case 'copy':
        void vscode.env.clipboard.writeText(intent.text);
        return;
      case 'compareRuns':
        this.#compareRuns(intent.runs, intent.reference);
        return;
      case 'passingRun':
        this.#run('agentRuns.compareWithPassingRun', this.#session.find(intent.run, undefined)?.ref);
        return;
      case 'compareBatch':
        this.#compareBatch(intent.against);
        return;
      case 'openRun':
        void this.#openRun(intent.run, intent.criterion, intent.beside);
        return;
    }
  }

  #act(action: PanelAction): void {
    this.#run(`agentRuns.${action}`, this.place);
  }

  #run(command: CommandId, about: object | undefined): void {
    runCommand(command, about, this.#deps.defect);
  }

  #compareRuns(keys: readonly number[], reference: number | undefined): void {
    const refOf = (key: number) => this.#session.find(key, undefined)?.ref;
    const runs = keys.map(refOf).filter((ref) => ref !== undefined);
    const chosen = reference === undefined ? undefined : refOf(reference);
    if (runs.length > 1) this.#run('agentRuns.compareRuns', { runs, reference: chosen });
  }

  #compareBatch(against: 'previous' | 'baseline'): void {
    if (against === 'previous') this.#run('agentRuns.compareWithPrevious', this.place);
    else {
      const before = this.#deps.baselines.of(this.place);
      this.#run('agentRuns.compareBatches', before && { before, now: this.place });
    }
  }

  async #openRun(run: number, criterion: number | undefined, beside: boolean): Promise<void> {
    const found = this.#session.find(run, criterion);
    if (!found) return;
    try {
      const panels = await this.#deps.panels.get();
      const at = found.criterion === undefined ? undefined : { criterion: found.criterion };
      panels.open(found.ref, beside ? 'beside' : 'keep', at);
    } catch (error) {
      this.#deps.defect('openRun', error);
    }
  }

  #title(title: string, above: string | undefined): void {
    const words = above === undefined ? title : `${title} · ${above}`;
    this.#panel.title = shortLine(visibleLine(t('Overview: {0}', words)), 60);
  }
}
