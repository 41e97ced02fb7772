/**
 * API keys. They live in VS Code's secret storage only, under a name that contains the origin they were given
 * for: when a connection's address moves to another origin, its key is not found there and is asked for anew.
 * A storage that throws or forgets is noticed; a key of this session is then used from memory.
 */
import { parseBaseUrl } from '../../core/kit/baseUrl.ts';
import type * as vscode from 'vscode';
import type { Connection } from '../../core/provider/provider.ts';
import { Signal } from '../../core/kit/signal.ts';

/** What is wrong with secret storage; each is told once in a session. */
export type KeyTrouble =
  /** It threw: a locked or broken keychain. */
  | 'unreadable'
  /** A key that it took is gone, and nobody removed it. */
  | 'forgotten';

/** VS Code's secret storage, as far as it is needed here. */
export interface Secrets extends Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'keys'> {
  onDidChange(listener: (event: vscode.SecretStorageChangeEvent) => void): { dispose(): void };
}

/** Names of stored keys; holds no key. */
const namesKey = 'agentRuns.keys';
const prefix = 'apiKey:v1:';

export class KeyStore {
  readonly #secrets: Secrets;
  readonly #memory: vscode.Memento;
  /** Keys given in this window, for when secret storage loses them; gone with the window. */
  readonly #session = new Map<string, string>();
  readonly #changed = new Signal<void>();
  readonly #trouble = new Signal<KeyTrouble>();
  readonly #told = new Set<KeyTrouble>();
  /** Names of keys that somebody removed, here or in another window: their absence is no trouble. */
  readonly #removed = new Set<string>();
  readonly #subscription: { dispose(): void };

  /** After a key was stored or removed, here or in another window. */
  readonly onDidChange = this.#changed.on;
  readonly onDidMeetTrouble = this.#trouble.on;

  /** @param memory remembers over sessions which keys were stored, by name */
  constructor(secrets: Secrets, memory: vscode.Memento) {
    this.#secrets = secrets;
    this.#memory = memory;
    this.#subscription = secrets.onDidChange(({ key }) => void this.#storageChanged(key));
  }

  /** Read anew each time: another window may have changed it. */
  async get(connection: Connection): Promise<string | undefined> {
    const name = nameOf(connection);
    try {
      const key = await this.#secrets.get(name);
      if (key !== undefined) return key;
    } catch {
      this.#tell('unreadable');
      return this.#session.get(name);
    }
    if (this.#names().includes(name) && !this.#removed.has(name)) {
      this.#tell('forgotten');
      if (!this.#session.has(name)) await this.#remember(name, false);
    }
    return this.#session.get(name);
  }

  /** @returns whether the key will outlive this window */
  async set(connection: Connection, key: string): Promise<boolean> {
    const name = nameOf(connection);
    const kept = await this.#store(name, key);
    this.#session.set(name, key);
    this.#removed.delete(name);
    await this.#remember(name, kept);
    this.#changed.fire();
    return kept;
  }

  async clear(connection: Connection): Promise<void> {
    await this.#clear(nameOf(connection));
    this.#changed.fire();
  }

  /**
   * Removes every key: those of known connections, and those that connections left behind.
   * @returns how many there were, and whether secret storage let go of all
   */
  async clearAll(
    connections: readonly Connection[],
  ): Promise<{ readonly count: number; readonly all: boolean }> {
    const stored = await this.#storedNames();
    const names = new Set([
      ...(stored ?? []),
      ...this.#names(),
      ...this.#session.keys(),
      ...connections.map(nameOf),
    ]);
    let count = 0;
    let all = true;
    for (const name of names) {
      const had = this.#session.has(name) || (await this.#has(name));
      try {
        await this.#clear(name);
        if (had) count++;
      } catch {
        all = false;
      }
    }
    this.#changed.fire();
    return { count, all };
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

  /** A key that another window replaced or removed must not live on here. */
  async #storageChanged(name: string): Promise<void> {
    try {
      const key = await this.#secrets.get(name);
      if (key !== this.#session.get(name)) this.#session.delete(name);
      if (key === undefined) this.#removed.add(name);
    } catch {
      // What cannot be read now is asked for at the next request.
    }
    this.#changed.fire();
  }

  async #clear(name: string): Promise<void> {
    this.#removed.add(name);
    this.#session.delete(name);
    await this.#remember(name, false);
    await this.#secrets.delete(name);
  }

  async #has(name: string): Promise<boolean> {
    try {
      return (await this.#secrets.get(name)) !== undefined;
    } catch {
      return false;
    }
  }

  /** `undefined` where the host cannot list them: some browser hosts throw. */
  async #storedNames(): Promise<string[] | undefined> {
    try {
      return (await this.#secrets.keys()).filter((name) => name.startsWith(prefix));
    } catch {
      return undefined;
    }
  }

  #names(): readonly string[] {
    const value = this.#memory.get<unknown>(namesKey);
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  }

  async #remember(name: string, stored: boolean): Promise<void> {
    const before = this.#names();
    if (before.includes(name) === stored) return;
    await this.#memory.update(namesKey, [
      ...before.filter((other) => other !== name),
      ...(stored ? [name] : []),
    ]);
  }

  #tell(trouble: KeyTrouble): void {
    if (this.#told.has(trouble)) return;
    this.#told.add(trouble);
    this.#trouble.fire(trouble);
  }
}

/** The origin that requests go to; an address that no request can go to has a name of its own. */
function nameOf({ provider, id, baseUrl }: Connection): string {
  return `${prefix}${provider}:${id}:${originOf(baseUrl)}`;
}

function originOf(baseUrl: string): string {
  try {
    return parseBaseUrl(baseUrl).origin;
  } catch {
    return `no-origin:${baseUrl}`;
  }
}
