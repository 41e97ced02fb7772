/** The only reader and writer of the extension's settings. */
import * as vscode from 'vscode';
import { isObject, textOf } from '../core/kit/json.ts';
import type { Connection, TrackedSimulation } from '../core/provider/provider.ts';
import { settingsSection } from './ids.ts';

export class Settings {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) this.#changed.fire();
    });
  }

  connections(): Connection[] {
    const value = configuration().get<unknown>('connections');
    return Array.isArray(value) ? value.flatMap(connectionOf) : [];
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

  /** The person's own patterns of what is redacted, unchecked. */
  redactionPatterns(): unknown {
    return configuration().get<unknown>('export.redactionPatterns');
  }

  async setNotifications(on: boolean): Promise<void> {
    await configuration().update('notifications', on, vscode.ConfigurationTarget.Global);
  }

  async saveConnection(connection: Connection): Promise<void> {
    const others = this.connections().filter(({ id }) => id !== connection.id);
    await this.#write([...others, connection]);
  }

  async removeConnection(id: string): Promise<void> {
    await this.#write(this.connections().filter((connection) => connection.id !== id));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #write(connections: readonly Connection[]): Promise<void> {
    await configuration().update('connections', connections, vscode.ConfigurationTarget.Global);
  }
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(settingsSection);
}

/**
 * An entry without an id is useless, since its key hangs on it. Anything else that is wrong stays, so that the
 * tree can say what it is.
 */
function connectionOf(value: unknown): Connection[] {
  if (!isObject(value)) return [];
  const id = textOf(value['id']);
  if (id === undefined) return [];
  const simulations = Array.isArray(value['simulations']) ? value['simulations'].flatMap(trackedOf) : [];
  const projectId = textOf(value['projectId']);
  return [
    {
      id,
      provider: textOf(value['provider']) ?? '',
      label: textOf(value['label']) ?? id,
      baseUrl: textOf(value['baseUrl']) ?? '',
      ...(projectId === undefined ? {} : { projectId }),
      ...(value['auth'] === 'bearer' ? { auth: 'bearer' } : {}),
      ...(simulations.length > 0 ? { simulations } : {}),
    },
  ];
}

function trackedOf(value: unknown): TrackedSimulation[] {
  if (!isObject(value)) return [];
  const scenario = textOf(value['scenario']);
  const simulation = textOf(value['simulation']);
  const label = textOf(value['label']);
  if (scenario === undefined || simulation === undefined) return [];
  return [{ scenario, simulation, ...(label === undefined ? {} : { label }) }];
}
