import * as vscode from 'vscode';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Place } from '../../core/run/refs.ts';
import type { PanelAction } from '../../panel/protocol.ts';
import { parseTrendIntent } from '../../panel/trend/intent.ts';
import type { TrendIntent } from '../../panel/trend/protocol.ts';
import { TrendSession } from '../../panel/trend/session.ts';
import { batchesOver, type SeriesMemory } from '../../services/trend/batchesOver.ts';
import { slicing } from '../../services/slicing.ts';
import type { Analysis } from '../carryAnalysis.ts';
import { actOnAnalysis, runCommand } from '../pageActions.ts';
import { showPage } from '../webviewPage.ts';
import type { TrendPanelsDeps } from './deps.ts';
import { trendAnalysis } from './trendAnalysis.ts';

interface PanelEvents {
  readonly gone: () => void;
  /** It is in front now, or no more, or other batches are to be followed. */
  readonly changed: () => void;
}

/** One trend in its tab. */
export class TrendPanel {
  readonly place: Place;
  readonly #panel: vscode.WebviewPanel;
  readonly #session: TrendSession;
  readonly #deps: TrendPanelsDeps;
  readonly #memory: SeriesMemory = new Map();

  constructor(panel: vscode.WebviewPanel, place: Place, deps: TrendPanelsDeps, events: PanelEvents) {
    this.place = place;
    this.#panel = panel;
    this.#deps = deps;
    const { webview } = panel;
    this.#session = new TrendSession(place, {
      ...{ source: deps.source, slicing, read: (series: Place) => this.#read(series) },
      settings: () => deps.settings.analysis(),
      canKeep: deps.archive.isPossible,
      post: (message) => void webview.postMessage(message),
      onDidShow: (title) => {
        panel.title = shortLine(visibleLine(t('Trend: {0}', title)), 60);
        events.changed();
      },
    });
    const inFront = (): void => deps.inFront.set(this, panel.active ? () => this.#analysis() : undefined);
    const forget = (): void => {
      this.#memory.clear();
      this.#session.changed();
    };
    const subscriptions = [
      deps.settings.onDidChange(forget),
      ...deps.outdated.map((signal) => signal(forget)),
      webview.onDidReceiveMessage((message: unknown) => this.#receive(parseTrendIntent(message))),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#session.pageGone();
        inFront();
        events.changed();
      }),
    ];
    panel.onDidDispose(() => {
      this.#session.dispose();
      deps.inFront.set(this, undefined);
      for (const subscription of subscriptions) subscription.dispose();
      events.gone();
    });
    inFront();
    showPage(webview, deps.extensionUri, {
      ...{ bundle: 'trend', title: t('Trend'), loading: t('Reading the batches…'), first: undefined },
    });
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** What is asked for anew while the trend is in front. */
  get followed(): readonly Place[] {
    return this.#session.followed();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  async #read(place: Place) {
    const archiving = await this.#deps.archive.get();
    return batchesOver(place, {
      ...{ store: this.#deps.source, settings: this.#deps.settings.analysis(), memory: this.#memory },
      archived: async (batch) => (await archiving?.runsAt(batch)) ?? [],
      now: Date.now(),
    });
  }

  #receive(intent: TrendIntent | undefined): void {
    switch (intent?.type) {
      case undefined:
      case 'keep':
      case 'openLink':
        return;
      case 'ready':
        this.#session.ready();
        return;
      case 'ask':
        this.#session.answer(intent);
        return;
      case 'retry':
        this.#memory.clear();
        this.#session.retry();
        return;
      case 'copy':
        void vscode.env.clipboard.writeText(intent.text);
        return;
      case 'openBatch': {
        const batch = this.#session.find(intent.batch);
        runCommand('agentRuns.openBatchOverview', batch, this.#deps.defect);
        return;
      }
      case 'action':
        this.#act(intent.action);
        return;
    }
  }

  #act(action: PanelAction): void {
    const { settings, defect } = this.#deps;
    actOnAnalysis(action, { analysis: this.#analysis(), about: this.place, settings, defect });
  }

  #analysis(): Analysis | undefined {
    const shown = this.#session.shown();
    return shown && trendAnalysis(shown, this.#deps.settings.analysis());
  }
}
