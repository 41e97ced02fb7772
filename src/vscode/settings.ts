/** The only reader and writer of the extension's settings. */
import * as vscode from 'vscode';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { TimeLimit } from '../core/kit/timeLimit.ts';
import type { Connection } from '../core/provider/provider.ts';
import { csvSeparators, type CsvSeparator } from '../export/csvDialect.ts';
import { analysisSettingsOf } from '../services/analysisSettings.ts';
import {
  connectionsIn,
  withConnection,
  withoutConnection,
} from '../services/connections/connectionSettings.ts';
import type { OwnPatterns } from '../services/export/exportPatterns.ts';
import { settingsSection } from './ids.ts';

export class Settings {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly #withinTime: TimeLimit;

  readonly onDidChange = this.#changed.event;

  constructor(withinTime: TimeLimit) {
    this.#withinTime = withinTime;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) this.#changed.fire();
    });
  }

  connections(): Connection[] {
    return connectionsIn(configuration().get<unknown>('connections'));
  }

  pageSize(): number {
    const value = configuration().get<unknown>('pageSize');
    return typeof value === 'number' ? Math.min(500, Math.max(10, Math.floor(value))) : 200;
  }

  /** Whether what is unfinished and shown is asked for again by itself. */
  autoRefresh(): boolean {
    return configuration().get<unknown>('autoRefresh.enabled') !== false;
  }

  /** Whether the end of what is watched is told. */
  notifications(): boolean {
    return configuration().get<unknown>('notifications') !== false;
  }

  /** Whether runs are archived, and for how long: days (`undefined` for ever) and size. */
  archive(): { readonly on: boolean; readonly days: number | undefined; readonly megabytes: number } {
    const days = configuration().get<unknown>('archive.retentionDays');
    const megabytes = configuration().get<unknown>('archive.maxMegabytes');
    return {
      on: configuration().get<unknown>('archive.enabled') !== false,
      days: typeof days === 'number' ? (days >= 1 ? days : undefined) : 365,
      megabytes: typeof megabytes === 'number' && megabytes >= 10 ? megabytes : 1000,
    };
  }

  /** How batches are analysed. */
  analysis(): AnalysisSettings {
    return analysisSettingsOf({
      erroredRuns: configuration().get<unknown>('analysis.erroredRuns'),
      confidence: configuration().get<unknown>('analysis.confidence'),
      similarityThreshold: configuration().get<unknown>('analysis.similarityThreshold'),
    });
  }

  /** Whether the person has turned off all that the editor itself offers of AI. */
  aiFeaturesOff(): boolean {
    return vscode.workspace.getConfiguration().get<unknown>(editorsOwn) === true;
  }

  /** Whether assistants may ask for runs by the editor's tools. */
  assistant(): boolean {
    return configuration().get<unknown>('assistant.enabled') !== false;
  }

  /** The person's own patterns of what is redacted, unchecked, and what stops them. */
  redaction(): OwnPatterns {
    return {
      patterns: configuration().get<unknown>('export.redactionPatterns'),
      withinTime: this.#withinTime,
    };
  }

  /** How the cells of CSV files are parted. */
  csvSeparator(): CsvSeparator {
    const value = configuration().get<unknown>('export.csvSeparator');
    return csvSeparators.find((separator) => separator === value) ?? 'auto';
  }

  async setNotifications(on: boolean): Promise<void> {
    await configuration().update('notifications', on, vscode.ConfigurationTarget.Global);
  }

  async saveConnection(connection: Connection): Promise<void> {
    await this.#write(withConnection(ownList(), connection));
  }

  async removeConnection(id: string): Promise<void> {
    await this.#write(withoutConnection(ownList(), id));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #write(connections: readonly unknown[]): Promise<void> {
    await configuration().update('connections', connections, vscode.ConfigurationTarget.Global);
  }
}

/** A setting of the editor. */
const editorsOwn = 'chat.disableAIFeatures';

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(settingsSection);
}

/** As it stands in the person's own settings, which alone are written. */
function ownList(): unknown {
  return configuration().inspect<unknown>('connections')?.globalValue;
}
