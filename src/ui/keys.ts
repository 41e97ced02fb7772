/**
 * API keys. They live in VS Code's secret storage only, under a name that contains the origin they were given
 * for: when a connection's address moves to another origin, its key is not found there and is asked for anew.
 */
import type * as vscode from 'vscode';
import type { Connection } from '../core/provider.ts';
import { Signal } from '../core/signal.ts';

export class KeyStore {
  readonly #secrets: vscode.SecretStorage;
  /** Keys that secret storage could not keep; gone with the window. */
  readonly #session = new Map<string, string>();
  readonly #changed = new Signal<void>();
  readonly #subscription: vscode.Disposable;

  /** After a key was stored or removed, here or in another window. */
  readonly onDidChange = this.#changed.on;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(() => this.#changed.fire());
  }

  async get(connection: Connection): Promise<string | undefined> {
    const name = nameOf(connection);
    try {
      return (await this.#secrets.get(name)) ?? this.#session.get(name);
    } catch {
      return this.#session.get(name);
    }
  }

  /** @returns whether the key will outlive this window */
  async set(connection: Connection, key: string): Promise<boolean> {
    const name = nameOf(connection);
    const kept = await this.#store(name, key);
    if (kept) this.#session.delete(name);
    else this.#session.set(name, key);
    this.#changed.fire();
    return kept;
  }

  async clear(connection: Connection): Promise<void> {
    const name = nameOf(connection);
    this.#session.delete(name);
    await this.#secrets.delete(name);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#session.clear();
  }

  async #store(name: string, key: string): Promise<boolean> {
    try {
      await this.#secrets.store(name, key);
      return (await this.#secrets.get(name)) === key;
    } catch {
      return false;
    }
  }
}

/** An address that cannot be read has no origin, and so no key. */
function nameOf({ provider, id, baseUrl }: Connection): string {
  const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : 'no-origin';
  return `apiKey:v1:${provider}:${id}:${origin}`;
}
