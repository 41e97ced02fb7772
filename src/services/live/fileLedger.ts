/**
 * The ledger that all windows of this machine share: a file in the extension's global storage, changed under a
 * lock file. A lock that is older than any change takes was left by a crash and is taken over; whatever goes
 * wrong with the file costs a few requests at most, so nothing here throws: the window goes on by itself.
 */
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isObject } from '../../core/kit/json.ts';
import {
  emptyLedger,
  type LedgerState,
  type OriginState,
  type PlaceState,
  type SharedState,
} from '../../core/live/ledger.ts';
import { OwnLedger } from '../../core/live/memory.ts';
import { whileHeld } from '../host/held.ts';

/** No change takes longer; a lock of this age has no owner any more. */
export const staleLockMs = 5000;
const patienceMs = 3000;

export class FileLedger implements SharedState {
  readonly #folder: string;
  readonly #window: string;
  readonly #own = new OwnLedger();
  #isShared = true;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param window this window among all windows, in letters and digits */
  constructor(folder: string, window: string) {
    this.#folder = folder;
    this.#window = window;
  }

  get isShared(): boolean {
    return this.#isShared;
  }

  /** Changes of one window wait for each other here, those of other windows at the lock. */
  update<T>(change: (state: LedgerState) => readonly [LedgerState, T]): Promise<T> {
    const turn = this.#queue.then(() => this.#update(change));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #update<T>(change: (state: LedgerState) => readonly [LedgerState, T]): Promise<T> {
    this.#isShared = await this.#lock();
    if (!this.#isShared) return this.#own.update(change);
    try {
      const [state, result] = change(await this.#read());
      await this.#write(state);
      return result;
    } finally {
      await whileHeld(() => rm(this.#path('lock'), { force: true })).catch(() => undefined);
    }
  }

  /** @returns false when the storage cannot be used, or others hold the lock for too long */
  async #lock(): Promise<boolean> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      try {
        await (await whileHeld(() => open(this.#path('lock'), 'wx'))).close();
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'ENOENT') {
          if (!(await this.#makeFolder())) return false;
        } else if (code !== 'EEXIST' || Date.now() > giveUpAt) return false;
        else if (await this.#isStale()) await this.#breakLock();
        else await delay(15 + Math.random() * 30);
      }
    }
  }

  async #isStale(): Promise<boolean> {
    try {
      const { mtimeMs } = await stat(this.#path('lock'));
      return Math.abs(Date.now() - mtimeMs) > staleLockMs;
    } catch {
      return false;
    }
  }

  /** Of several windows that break a lock at once, one moves it away. */
  async #breakLock(): Promise<void> {
    const aside = this.#path(`lock.${this.#window}`);
    try {
      await rename(this.#path('lock'), aside);
      await rm(aside, { force: true });
    } catch {
      // Another window was first.
    }
  }

  async #makeFolder(): Promise<boolean> {
    try {
      await mkdir(this.#folder, { recursive: true });
      return true;
    } catch {
      return false;
    }
  }

  async #read(): Promise<LedgerState> {
    try {
      return ledgerOf(JSON.parse(await whileHeld(() => readFile(this.#path('json'), 'utf8'))));
    } catch {
      return emptyLedger;
    }
  }

  async #write(state: LedgerState): Promise<void> {
    const part = this.#path(`${this.#window}.part`);
    try {
      await writeFile(part, JSON.stringify(state));
      await whileHeld(() => rename(part, this.#path('json')));
    } catch {
      // What could not be written is asked for again.
    }
  }

  #path(suffix: string): string {
    return join(this.#folder, `polling.${suffix}`);
  }
}

/** Another version of this extension may have written it. */
export function ledgerOf(value: unknown): LedgerState {
  if (!isObject(value)) return emptyLedger;
  return { places: entries(value['places'], placeOf), origins: entries(value['origins'], originOf) };
}

function entries<T>(
  value: unknown,
  read: (value: Record<string, unknown>) => T | undefined,
): Record<string, T> {
  const known: [string, T][] = [];
  for (const [name, entry] of isObject(value) ? Object.entries(value) : []) {
    const made = isObject(entry) ? read(entry) : undefined;
    if (made !== undefined) known.push([name, made]);
  }
  return Object.fromEntries(known);
}

function placeOf({ polledAt, revision, by, leaseUntil }: Record<string, unknown>): PlaceState | undefined {
  if (typeof polledAt !== 'number' || typeof leaseUntil !== 'number') return undefined;
  if (typeof revision !== 'string' || typeof by !== 'string') return undefined;
  return { polledAt, revision, by, leaseUntil };
}

function originOf({ pausedUntil, slices }: Record<string, unknown>): OriginState | undefined {
  if (typeof pausedUntil !== 'number' || !Array.isArray(slices)) return undefined;
  return { pausedUntil, slices: slices.flatMap(sliceOf) };
}

function sliceOf(value: unknown): (readonly [number, number])[] {
  if (!Array.isArray(value)) return [];
  const [start, requests] = value as unknown[];
  return typeof start === 'number' && typeof requests === 'number' ? [[start, requests]] : [];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
