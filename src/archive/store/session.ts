/** The archive as the worker has it: open or off; each request is answered, whatever happens to the file. */
import { join } from 'node:path';
import type {
  ArchivedListing,
  ArchivedPlace,
  ArchivedRun,
  ArchiveStatus,
  ArchiveTrouble,
  Facets,
  Retention,
  SearchAnswer,
  SearchQuery,
} from '../archive.ts';
import type { Calls, KeepRequest, Written } from '../messages.ts';
import type { RunRef } from '../../core/run/run.ts';
import { clearAll, clearConnection, emptyLog, shrinkStep } from './clearing.ts';
import { textKey } from './keys.ts';
import { isCheckDue, noteChecked } from './checking.ts';
import {
  fileName,
  openArchiveFile,
  sizeOf,
  type Opened,
  type Opening,
  type OpeningOptions,
} from './opening.ts';
import { readFacets, readListing, readRun, readStatus } from './reading.ts';
import { maintain } from './retention.ts';
import { search } from './search.ts';
import { failureOf, inTransaction, type Database } from './sqlite.ts';
import { troubleOf } from './troubles.ts';
import { writeCollections, writeGone, writeRuns, writeSeen } from './writing.ts';

/** New runs between two looks at what is too old or too much. */
const maintainedEvery = 500;

export interface SessionOptions extends Omit<OpeningOptions, 'damaged'> {
  readonly retention: Retention;
  readonly onTrouble: (trouble: ArchiveTrouble) => void;
}

export class Session {
  readonly #options: SessionOptions;
  #opening: Opening | undefined;
  #damaged: bigint | undefined;
  #upkeep: Generator<undefined, void> | undefined;
  #writtenRuns = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  keep({ runs, collections, seen }: KeepRequest): Written {
    return this.#write((database) =>
      inTransaction(database, () => {
        writeRuns(database, runs);
        writeCollections(database, collections);
        writeSeen(database, seen);
        this.#writtenRuns += runs.length;
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
      this.#options.onTrouble(this.#failed(error, opening.opened));
      return { hits: [], more: false, ms: 0 };
    } finally {
      steps.return({ hits: [], more: false, ms: 0 });
    }
  }

  facets(): Facets {
    const nothing = { connections: [], collections: [], facts: {}, unmet: [] };
    return this.read(nothing, ({ reader }) => readFacets(reader));
  }

  status(): ArchiveStatus {
    const file = join(this.#options.folder, fileName);
    const nothing = { file, runs: 0, turns: 0, bytes: bytesOf(file), oldestSeenAt: undefined };
    return this.read(nothing, ({ reader }) => readStatus(reader, file, bytesOf(file)));
  }

  clear(connection: string | undefined): Written {
    return this.#write((database) => {
      this.#upkeep = undefined;
      if (connection === undefined) clearAll(database);
      else clearConnection(database, textKey(connection));
      while (shrinkStep(database));
      emptyLog(database);
    });
  }

  close(): void {
    this.#upkeep = undefined;
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
      this.#options.onTrouble(this.#failed(error, opening.opened));
      return otherwise;
    }
  }

  /**
   * One step of what is to be done now and then: retention, the sizes of the indexes, space to give back.
   * @returns false when nothing is left for now
   */
  maintain(): boolean {
    const opening = this.#opening;
    if (opening?.kind !== 'open' || (!this.#upkeep && this.#writtenRuns < maintainedEvery)) return false;
    const { retention, now } = this.#options;
    this.#upkeep ??= maintain(opening.opened.writer, retention, now());
    this.#writtenRuns = 0;
    try {
      if (!this.#upkeep.next().done) return true;
    } catch (error) {
      // Another window writes: the next time will do.
      if (failureOf(error) !== 'busy') this.#options.onTrouble(this.#failed(error, opening.opened));
    }
    this.#upkeep = undefined;
    return false;
  }

  /** @returns whether a thread should check the file; the answer comes by {@link checked} */
  isCheckDue(): boolean {
    return this.read(false, (opened) => isCheckDue(opened, this.#options.now()));
  }

  checked(isSound: boolean): void {
    if (this.#opening?.kind !== 'open') return;
    if (isSound) this.#write((database) => noteChecked(database, this.#options.now()));
    else this.#setAside(this.#opening.opened);
  }

  #write(work: (database: Database) => void): Written {
    const opening = this.#open();
    if (opening.kind === 'off') return { kind: opening.again ? 'later' : 'never', trouble: opening.trouble };
    try {
      work(opening.opened.writer);
      return { kind: 'written' };
    } catch (error) {
      const kind = failureOf(error) === 'busy' ? 'busy' : 'later';
      return { kind, trouble: this.#failed(error, opening.opened) };
    }
  }

  #open(): Opening {
    if (this.#opening?.kind === 'open' || this.#opening?.again === false) return this.#opening;
    const opening = openArchiveFile({ ...this.#options, damaged: this.#damaged });
    this.#opening = opening;
    // The first look after opening is at what grew old while nobody looked.
    if (opening.kind === 'open') this.#writtenRuns = maintainedEvery;
    if (opening.trouble && (opening.kind === 'open' || !opening.again))
      this.#options.onTrouble(opening.trouble);
    return opening;
  }

  /** What is damaged is set aside at once; the next request, or the next try, finds a new file. */
  #failed(error: unknown, opened: Opened): ArchiveTrouble {
    if (failureOf(error) !== 'damaged') return troubleOf(error, opened.file);
    return this.#setAside(opened) ?? troubleOf(error, opened.file);
  }

  #setAside(opened: Opened): ArchiveTrouble | undefined {
    this.#damaged = opened.inode;
    this.close();
    return this.#open().trouble;
  }
}

function close({ reader, writer }: Opened): void {
  reader.close();
  writer.close();
}

function bytesOf(file: string): number {
  return sizeOf(file) + sizeOf(`${file}-wal`) + sizeOf(`${file}-shm`);
}
