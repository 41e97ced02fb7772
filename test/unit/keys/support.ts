/** Secret storage and memory of a VS Code that can be broken in the ways that real ones break. */
import type * as vscode from 'vscode';
import type { Secrets } from '../../../src/services/connections/keys.ts';

export class FakeSecrets implements Secrets {
  readonly stored = new Map<string, string>();
  broken = false;
  unlistable = false;
  undeletable = false;
  readonly #listeners = new Set<(event: vscode.SecretStorageChangeEvent) => void>();

  onDidChange(listener: (event: vscode.SecretStorageChangeEvent) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  get(key: string): Promise<string | undefined> {
    return this.broken ? Promise.reject(new Error('keychain')) : Promise.resolve(this.stored.get(key));
  }

  store(key: string, value: string): Promise<void> {
    if (this.broken) return Promise.reject(new Error('keychain'));
    this.stored.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    if (this.undeletable) return Promise.reject(new Error('keychain'));
    this.stored.delete(key);
    return Promise.resolve();
  }

  keys(): Promise<string[]> {
    return this.unlistable
      ? Promise.reject(new Error('Secret storage provider does not support keys() method'))
      : Promise.resolve([...this.stored.keys()]);
  }

  /** Another window stores or, with `undefined`, removes a key. */
  fromElsewhere(key: string, value: string | undefined): void {
    if (value === undefined) this.stored.delete(key);
    else this.stored.set(key, value);
    for (const listener of this.#listeners) listener({ key });
  }
}

export class FakeMemento implements vscode.Memento {
  readonly values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  get<T>(key: string, otherwise?: T): T | undefined {
    return this.values.has(key) ? (this.values.get(key) as T) : otherwise;
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    return Promise.resolve();
  }
}
