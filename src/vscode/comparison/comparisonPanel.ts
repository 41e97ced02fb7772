import * as vscode from 'vscode';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import type { RunRef } from '../../core/run/run.ts';
import { BatchesSession } from '../../panel/comparison/batchesSession.ts';
import { parseComparisonIntent } from '../../panel/comparison/intent.ts';
import type { ComparisonHostMessage, ComparisonIntent, Subject } from '../../panel/comparison/protocol.ts';
import { RunsSession } from '../../panel/comparison/runsSession.ts';
import type { PanelAction } from '../../panel/protocol.ts';
import { slicing } from '../../services/slicing.ts';
import type { Analysis } from '../carryAnalysis.ts';
import { actOnAnalysis, runCommand } from '../pageActions.ts';
import { showPage } from '../webviewPage.ts';
import { batchesAnalysis, runsAnalysis } from './analyses.ts';
import type { ComparisonPanelsDeps } from './deps.ts';

interface PanelEvents {
  readonly gone: () => void;
  readonly changed: () => void;
}

/** One comparison in its tab. */
export class ComparisonPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: BatchesSession | RunsSession;
  readonly #deps: ComparisonPanelsDeps;

  constructor(panel: vscode.WebviewPanel, subject: Subject, deps: ComparisonPanelsDeps, events: PanelEvents) {
    this.#panel = panel;
    this.#deps = deps;
    const { webview } = panel;
    const { source } = deps;
    const common = {
      settings: () => deps.settings.analysis(),
      post: (message: ComparisonHostMessage) => void webview.postMessage(message),
      onDidShow: (title: string) => {
        panel.title = shortLine(visibleLine(t('Compare: {0}', title)), 60);
      },
    };
    this.#session =
      subject.kind === 'batches'
        ? new BatchesSession(subject, { ...common, source, slicing })
        : new RunsSession(subject, { ...common, source, slicing });
    const inFront = (): void => deps.inFront.set(this, panel.active ? () => this.#analysis() : undefined);
    const subscriptions = [
      deps.settings.onDidChange(() => this.#session.settingsChanged()),
      webview.onDidReceiveMessage((message: unknown) => this.#receive(parseComparisonIntent(message))),
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
      ...{ bundle: 'comparison', title: t('Comparison'), loading: t('Loading the comparison…') },
      first: this.#session instanceof BatchesSession ? this.#session.first() : undefined,
    });
  }

  get subject(): Subject {
    return this.#session.subject;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** Comes to the front. @param subject the same, with what a person has chosen of it now */
  reveal(subject: Subject): void {
    const session = this.#session;
    const [reference] = subject.kind === 'runs' && subject.chosen ? subject.runs : [];
    if (reference && session instanceof RunsSession) session.referTo(reference);
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(intent: ComparisonIntent | undefined): void {
    const session = this.#session;
    switch (intent?.type) {
      case undefined:
      case 'keep':
      case 'openLink':
        return;
      case 'ready':
        session.ready(intent.generation);
        return;
      case 'retry':
        session.retry();
        return;
      case 'ask':
        if (session instanceof RunsSession) session.answer(intent);
        return;
      case 'threshold':
        if (session instanceof RunsSession) session.setThreshold(intent.value);
        return;
      case 'reference':
        if (session instanceof RunsSession) session.setReference(intent.run);
        return;
      case 'swap':
        if (session instanceof BatchesSession) session.swap();
        return;
      case 'copy':
        void vscode.env.clipboard.writeText(intent.text);
        return;
      case 'openRun':
        void this.#openRun(session.find(intent.run), intent.turn, intent.beside);
        return;
      case 'openBatch':
        if (session instanceof BatchesSession)
          runCommand('agentRuns.openBatchOverview', session.subject[intent.side], this.#deps.defect);
        return;
      case 'openDiff':
        this.#openDiff(intent.run);
        return;
      case 'action':
        this.#act(intent.action);
        return;
    }
  }

  #openDiff(key: number | undefined): void {
    const session = this.#session;
    if (!(session instanceof RunsSession)) return;
    const [reference, ...others] = session.subject.runs;
    const one = key === undefined ? undefined : session.find(key);
    runCommand('agentRuns.openTranscriptDiff', [reference, ...(one ? [one] : others)], this.#deps.defect);
  }

  #act(action: PanelAction): void {
    const { settings, defect } = this.#deps;
    const isOfAll = action === 'askAboutComparison' || action === 'copyComparisonLink';
    const about = isOfAll ? this.subject : this.#place();
    actOnAnalysis(action, { analysis: this.#analysis(), about, settings, defect });
  }

  /** Where a key or an address would have to be mended. */
  #place() {
    const { subject } = this;
    return subject.kind === 'batches' ? subject.now : subject.runs[0];
  }

  #analysis(): Analysis | undefined {
    const session = this.#session;
    const settings = this.#deps.settings.analysis();
    if (session instanceof RunsSession) {
      const { threshold = settings.similarityThreshold } = session.subject;
      const runs = session.runs();
      return runs.length < 2
        ? undefined
        : runsAnalysis(runs, { ...settings, similarityThreshold: threshold });
    }
    const batches = session.batches();
    const about = session.circumstances(batches[0].runs, batches[1].runs);
    return batchesAnalysis(batches, about, settings);
  }

  async #openRun(ref: RunRef | undefined, turn: number | undefined, beside: boolean): Promise<void> {
    if (!ref) return;
    try {
      const panels = await this.#deps.panels.get();
      panels.open(ref, beside ? 'beside' : 'keep', turn === undefined ? undefined : { turn });
    } catch (error) {
      this.#deps.defect('openRun', error);
    }
  }
}
