import * as vscode from 'vscode';
import type { TimeLimit } from '../../core/kit/timeLimit.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem, RunRef } from '../../core/run/run.ts';
import { sameRef, type RunSource } from '../../core/run/runSource.ts';
import { shortLine, visibleLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import type { PanelAction } from '../../panel/protocol.ts';
import type { Intent, Landing } from '../../panel/run/protocol.ts';
import type { Panels, PlaceInRun } from '../../services/panels.ts';
import type { Visible } from '../../services/visible.ts';
import { runPanelType } from '../ids.ts';
import { showPage } from '../webviewPage.ts';
import { parseIntent, parseState } from '../../panel/run/intent.ts';
import { partText } from '../../panel/run/parts.ts';
import { RunSession, type SessionDeps } from '../../panel/run/session.ts';
import { webAddress } from '../../panel/run/webAddress.ts';

export interface RunPanelsDeps {
  readonly source: RunSource;
  readonly extensionUri: vscode.Uri;
  /** Carries out what a button of the panel asks of the rest of the extension. */
  readonly actions: (action: PanelAction, ref: RunRef) => void;
  readonly providerLabel: (providerId: string) => string;
  readonly hasPage: (run: RunItem) => boolean;
  readonly transcriptCommand: (run: RunItem) => string | undefined;
  /** Whether the person likes turns as Markdown; kept for the panels to come. */
  readonly markdown: { get(): boolean; set(on: boolean): void };
  /** Is told which runs are in front. */
  readonly visible: Pick<Visible, 'setRuns'>;
  /** Stops a regular expression that the reader typed. */
  readonly withinTime: TimeLimit;
  readonly now: () => number;
}

/** A second click on the same run within this time is a double click. */
const doubleClick = 500;

/** All run panels of the window. Loaded with the first one. */
export class RunPanels implements Panels {
  readonly #deps: RunPanelsDeps;
  readonly #panels = new Set<RunPanel>();
  readonly #ofFiles = new WeakSet<RunPanel>();
  #preview: RunPanel | undefined;
  #previewedAt = 0;

  constructor(deps: RunPanelsDeps) {
    this.#deps = deps;
  }

  /** Takes over a panel that VS Code brought back after a reload; its state holds ids only. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const remembered = parseState(state);
    if (remembered) this.#adopt(panel, remembered.ref);
    else panel.dispose();
  }

  /** Shows a run in a tab that VS Code made for a file. */
  attach(webview: vscode.WebviewPanel, ref: RunRef): { show(ref: RunRef): void } {
    const panel = this.#adopt(webview, ref);
    this.#ofFiles.add(panel);
    return panel;
  }

  openHere(ref: RunRef): void {
    const here = [...this.#panels].find((each) => each.active && !this.#ofFiles.has(each));
    const shown = [...this.#panels].some((each) => sameRef(each.ref, ref));
    if (here && !shown) here.show(ref);
    else this.open(ref, 'preview');
  }

  /**
   * Shows a run: its own panel if it has one, else the preview panel (which keeps the run when it is opened
   * twice in half a second), else a new panel.
   * @param at where in the run to land
   */
  open(ref: RunRef, how: 'preview' | 'keep' | 'beside', at?: PlaceInRun): void {
    const now = this.#deps.now();
    const again = now - this.#previewedAt < doubleClick;
    const existing = [...this.#panels].find((each) => sameRef(each.ref, ref));
    const keep = how !== 'preview' || (existing === this.#preview && again);
    this.#previewedAt = now;
    const land = at && { ...at, focus: keep };
    if (existing) {
      if (keep) this.#keep(existing);
      existing.reveal(!keep);
      if (land) existing.land(land);
    } else if (how === 'preview' && this.#preview) {
      this.#preview.show(ref, land);
      this.#preview.reveal(true);
    } else {
      const viewColumn = how === 'beside' ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      const created = this.#create(ref, { viewColumn, preserveFocus: !keep }, land);
      if (how === 'preview') this.#preview = created;
    }
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
  }

  #create(
    ref: RunRef,
    where: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean },
    land: Landing | undefined,
  ): RunPanel {
    const panel = vscode.window.createWebviewPanel(runPanelType, t('Run'), where);
    return this.#adopt(panel, ref, land);
  }

  #adopt(webview: vscode.WebviewPanel, ref: RunRef, land?: Landing): RunPanel {
    const events: PanelEvents = {
      keep: () => this.#keep(panel),
      gone: () => {
        this.#panels.delete(panel);
        this.#keep(panel);
        this.#tell();
      },
      changed: () => this.#tell(),
    };
    const panel = new RunPanel(webview, { ref, land, events }, this.#deps);
    this.#panels.add(panel);
    this.#tell();
    return panel;
  }

  /** A panel came, went, was hidden, or shows another run. */
  #tell(): void {
    const panels = [...this.#panels];
    const inFront = panels.filter((each) => each.visible).map(({ ref }) => ref);
    this.#deps.visible.setRuns(inFront, panels.find((each) => each.active)?.ref);
  }

  #keep(panel: RunPanel): void {
    if (this.#preview === panel) this.#preview = undefined;
  }
}

interface PanelEvents {
  readonly keep: () => void;
  readonly gone: () => void;
  readonly changed: () => void;
}

class RunPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #session: RunSession;
  readonly #deps: RunPanelsDeps;
  readonly #events: PanelEvents;
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(
    panel: vscode.WebviewPanel,
    { ref, land, events }: { ref: RunRef; land: Landing | undefined; events: PanelEvents },
    deps: RunPanelsDeps,
  ) {
    this.#panel = panel;
    this.#deps = deps;
    this.#events = events;
    const { webview } = panel;
    const sessionDeps: SessionDeps = {
      source: deps.source,
      providerLabel: deps.providerLabel,
      hasPage: deps.hasPage,
      transcriptCommand: deps.transcriptCommand,
      markdown: () => deps.markdown.get(),
      withinTime: deps.withinTime,
      // `postMessage` also settles when nobody received it; the webview asks again when it is shown.
      post: (message) => void webview.postMessage(message),
      onDidShow: (shown, item) => this.#title(shown, item),
    };
    this.#session = new RunSession(ref, sessionDeps, land);
    this.#subscriptions.push(
      webview.onDidReceiveMessage((message: unknown) => this.#receive(parseIntent(message))),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#session.pageGone();
        events.changed();
      }),
      panel.onDidDispose(() => this.#disposed()),
    );
    showPage(webview, deps.extensionUri, {
      bundle: 'panel',
      title: t('Run'),
      loading: t('Loading the run…'),
      first: this.#session.first(),
    });
  }

  get ref(): RunRef {
    return this.#session.ref;
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  show(ref: RunRef, land?: Landing): void {
    this.#session.show(ref, land);
    this.#events.changed();
  }

  land(land: Landing): void {
    this.#session.land(land);
  }

  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(intent: Intent | undefined): void {
    switch (intent?.type) {
      case undefined:
        return;
      case 'ready':
      case 'ask':
      case 'retry':
        this.#session.receive(intent);
        return;
      case 'keep':
        this.#events.keep();
        return;
      case 'action':
        this.#deps.actions(intent.action, this.ref);
        return;
      case 'go': {
        const neighbour = this.#session.neighbour(intent.step);
        if (neighbour) this.show(neighbour);
        return;
      }
      case 'show': {
        const sibling = this.#session.sibling(intent.run);
        if (sibling) this.show(sibling);
        return;
      }
      case 'copy':
        void vscode.env.clipboard.writeText(intent.text);
        return;
      case 'copyPart': {
        const item = this.#session.item;
        const text = item?.kind === 'run' ? partText(item, intent.part) : undefined;
        if (text !== undefined) void vscode.env.clipboard.writeText(text);
        return;
      }
      case 'prefer':
        this.#deps.markdown.set(intent.markdown);
        return;
      case 'openLink':
        void openLink(intent.href);
        return;
    }
  }

  #title(ref: RunRef, item: RunItem | undefined): void {
    const trail = this.#deps.source.trail(ref);
    const title = item?.title ?? t('Run');
    const place = trail[1] ?? trail[0];
    this.#panel.iconPath = outcomeIcon(this.#deps.extensionUri, item);
    this.#panel.title = shortLine(visibleLine(place === undefined ? title : `${title} · ${place}`), 60);
  }

  #disposed(): void {
    this.#session.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#events.gone();
  }
}

/** The tab says at a glance how the run went. */
function outcomeIcon(
  extensionUri: vscode.Uri,
  item: RunItem | undefined,
): Record<'light' | 'dark', vscode.Uri> {
  const outcome = item ? outcomeOfItem(item) : 'unknown';
  const name = drawn.has(outcome) ? outcome : 'other';
  const file = (theme: string): vscode.Uri =>
    vscode.Uri.joinPath(extensionUri, 'media', `run-${name}-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}

const drawn: ReadonlySet<Outcome> = new Set(['passed', 'failed', 'errored', 'running']);

/** Links of a transcript are somebody else's words: only web addresses, and VS Code asks before it opens one. */
async function openLink(href: string): Promise<void> {
  const address = webAddress(href);
  if (address !== undefined) await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
