/** The archive as the worker has it: open or off; each request is answered, whatever happens to the file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ArchivedListing,
  ArchivedPlace,
  ArchivedRun,
  ArchiveStatus,
  ArchiveTrouble,
  Facets,
  SearchAnswer,
  SearchQuery,
} from '../archive.ts';
import type { Calls, KeepRequest, WorkerOptions, Written } from '../messages.ts';
import type { RunRef } from '../../core/run.ts';
import { clearAll, clearConnectionStep, emptyLog, shrinkStep } from './clearing.ts';
import { textKey } from './keys.ts';
import { fileName, openArchiveFile, type Opened, type Opening } from './opening.ts';
import { readFacets, readListing, readRun, readStatus } from './reading.ts';
import { search } from './search.ts';
import { failureOf, inTransaction, type Database } from './sqlite.ts';
import { troubleOf } from './troubles.ts';
import { writeCollections, writeGone, writeRuns, writeSeen } from './writing.ts';

export interface SessionOptions extends WorkerOptions {
  readonly now: () => number;
  readonly onTrouble: (trouble: ArchiveTrouble) => void;
}

export class Session {
  readonly #options: SessionOptions;
  #opening: Opening | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  keep({ runs, collections, seen }: KeepRequest): Written {
    return this.#write((database) =>
      inTransaction(database, () => {
        writeRuns(database, runs);
        writeCollections(database, collections);
        writeSeen(database, seen);
      }),
    );
  }

  markGone({ refs, gone }: Calls['markGone']['ask']): Written {
    return this.#write((database) => inTransaction(database, () => writeGone(database, refs, gone)));
  }

  list(place: ArchivedPlace, limit: number): ArchivedListing {
    const nothing = { collections: [], runs: [], total: 0 };
    return this.read(nothing, ({ reader }) => readListing(reader, place, limit));
  }

  run(ref: RunRef): ArchivedRun | undefined {
    return this.read(undefined, ({ reader }) => readRun(reader, ref));
  }

  /**
   * @param pause called between portions of work; false ends the search
   * @returns `undefined` when it was ended
   */
  async search(query: SearchQuery, pause: () => Promise<boolean>): Promise<SearchAnswer | undefined> {
    const opening = this.#open();
    if (opening.kind === 'off') return { hits: [], more: false, ms: 0 };
    const steps = search(opening.opened.reader, query);
    try {
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        if (!(await pause())) return undefined;
      }
    } catch (error) {
      this.#failed(error, opening.opened);
      return { hits: [], more: false, ms: 0 };
    } finally {
      steps.return({ hits: [], more: false, ms: 0 });
    }
  }

  facets(): Facets {
    const nothing = { connections: [], collections: [], models: [], unmet: [] };
    return this.read(nothing, ({ reader }) => readFacets(reader));
  }

  status(): ArchiveStatus {
    const file = join(this.#options.folder, fileName);
    const nothing = { file, runs: 0, turns: 0, bytes: sizeOf(file), oldestSeenAt: undefined };
    return this.read(nothing, ({ reader }) => readStatus(reader, file, sizeOf(file)));
  }

  clear(connection: string | undefined): Written {
    return this.#write((database) => {
      if (connection === undefined) clearAll(database);
      else while (clearConnectionStep(database, textKey(connection)));
      while (shrinkStep(database));
      emptyLog(database);
    });
  }

  close(): void {
    if (this.#opening?.kind === 'open') close(this.#opening.opened);
    this.#opening = undefined;
  }

  /** @returns `otherwise` when the archive is off, or reading fails; the reason is told */
  read<T>(otherwise: T, work: (opened: Opened) => T): T {
    const opening = this.#open();
    if (opening.kind === 'off') return otherwise;
    try {
      return work(opening.opened);
    } catch (error) {
      this.#failed(error, opening.opened);
      return otherwise;
    }
  }

  #write(work: (database: Database) => void): Written {
    const opening = this.#open();
    if (opening.kind === 'off') return { kind: opening.again ? 'later' : 'never', trouble: opening.trouble };
    try {
      work(opening.opened.writer);
      return { kind: 'written' };
    } catch (error) {
      return { kind: 'later', trouble: this.#failed(error, opening.opened) };
    }
  }

  #open(): Opening {
    if (this.#opening?.kind === 'open' || this.#opening?.again === false) return this.#opening;
    this.#opening = openArchiveFile(this.#options);
    if (this.#opening.trouble) this.#options.onTrouble(this.#opening.trouble);
    return this.#opening;
  }

  /** What is damaged is looked at anew by the next request, which sets it aside. */
  #failed(error: unknown, opened: Opened): ArchiveTrouble {
    const trouble = troubleOf(error, opened.file);
    if (failureOf(error) === 'damaged') this.close();
    this.#options.onTrouble(trouble);
    return trouble;
  }
}

function close({ reader, writer }: Opened): void {
  reader.close();
  writer.close();
}

function sizeOf(file: string): number {
  return [file, `${file}-wal`, `${file}-shm`]
    .map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}
