/** The archive as the worker has it: open or off; each request is answered, whatever happens to the file. */
import { join } from 'node:path';
import type {
  ArchivedBatch,
  ArchivedListing,
  ArchivedPlace,
  ArchivedRun,
  ArchiveStatus,
  Facets,
  Retention,
  SearchAnswer,
  SearchQuery,
  StaleRun,
} from '../archive.ts';
import type { Calls, DerivedRun, KeepRequest, StaleQuestion, Written } from '../messages.ts';
import type { RemovalQuestion } from '../removal.ts';
import type { RunRef } from '../../core/run/run.ts';
import { readBatches } from './batches.ts';
import { clearSteps } from './clearing.ts';
import { isCheckDue, noteChecked } from './checking.ts';
import { Consent } from './consent.ts';
import { CurrentFile, type CurrentFileOptions } from './currentFile.ts';
import { reasonOf } from './failure.ts';
import { bytesOf, countSetAside, fileName, removeSetAside } from './files.ts';
import { readStale, writeDerived } from './deriving.ts';
import { textKey } from './keys.ts';
import type { Opened, Opening } from './opening.ts';
import { readFacets, readListing, readRun, readStatus } from './reading.ts';
import { maintain } from './retention.ts';
import { search } from './search.ts';
import { inTransaction, type Database } from './sqlite.ts';
import { writeCollections, writeGone, writeRuns, writeSeen } from './writing.ts';

/** New runs between two looks at what is too old or too much. */
const maintainedEvery = 500;

export interface SessionOptions extends Omit<CurrentFileOptions, 'onOpened'> {
  readonly retention: Retention;
  /** The answer comes by {@link Session.decide}. */
  readonly onQuestion: (question: RemovalQuestion) => void;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #consent: Consent;
  readonly #file: CurrentFile;
  #upkeep: Generator<undefined, void> | undefined;
  #writtenRuns = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#consent = new Consent(options.onQuestion);
    this.#file = new CurrentFile({
      ...options,
      onOpened: () => {
        this.#upkeep = undefined;
        // The first look after opening is at what grew old while nobody looked.
        this.#writtenRuns = maintainedEvery;
      },
    });
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

  stale(question: StaleQuestion): readonly StaleRun[] {
    return this.read([], ({ reader }) => readStale(reader, question));
  }

  derive(runs: readonly DerivedRun[]): Written {
    return this.#write((database) => inTransaction(database, () => writeDerived(database, runs)));
  }

  decide({ question, answer }: Calls['decide']['ask']): Written {
    const written = this.#write((database) =>
      inTransaction(database, () => this.#consent.answer(database, question, answer)),
    );
    this.#upkeep = undefined;
    this.#writtenRuns = maintainedEvery;
    return written;
  }

  list(place: ArchivedPlace, limit: number): ArchivedListing {
    const nothing = { collections: [], runs: [], total: 0 };
    return this.read(nothing, ({ reader }) => readListing(reader, place, limit));
  }

  batches(place: ArchivedPlace, limit: number): readonly ArchivedBatch[] {
    return this.read([], ({ reader }) => readBatches(reader, place, limit));
  }

  run(ref: RunRef): ArchivedRun | undefined {
    return this.read(undefined, ({ reader }) => readRun(reader, ref));
  }

  /**
   * @param pause called between portions of work; false ends the search
   * @param again true when the file was mended or opened anew on the way
   * @returns `undefined` when it was ended
   */
  async search(
    query: SearchQuery,
    pause: () => Promise<boolean>,
    again = false,
  ): Promise<SearchAnswer | undefined> {
    const nothing = { hits: [], more: false, ms: 0 };
    const opening = this.#file.open();
    if (opening.kind === 'off') return nothing;
    const steps = search(opening.opened.reader, query);
    try {
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value;
        if (!(await pause())) return undefined;
        if (this.#file.opened !== opening.opened)
          return again ? nothing : await this.search(query, pause, true);
      }
    } catch (error) {
      const trouble = this.#file.failed(error, opening.opened);
      this.#options.onTrouble(trouble);
      return trouble.reason === 'rebuilt' && !again ? await this.search(query, pause, true) : nothing;
    } finally {
      steps.return(nothing);
    }
  }

  facets(): Facets {
    const nothing = { connections: [], collections: [], facts: {}, unmet: [] };
    return this.read(nothing, ({ reader }) => readFacets(reader));
  }

  status(): ArchiveStatus {
    const { folder } = this.#options;
    const file = join(folder, fileName);
    const nothing = { runs: 0, turns: 0, oldestSeenAt: undefined };
    const kept = this.read(nothing, ({ reader }) => readStatus(reader));
    return { file, bytes: bytesOf(file), setAside: countSetAside(folder), ...kept };
  }

  /**
   * Without a connection also what was set aside.
   * @param pause called between portions of work
   */
  async clear(connection: string | undefined, pause: () => Promise<void>): Promise<Written> {
    const opening = this.#file.open();
    if (opening.kind === 'off') return off(opening);
    this.#upkeep = undefined;
    try {
      const steps = clearSteps(opening.opened.writer, connection && textKey(connection));
      while (!steps.next().done) {
        await pause();
        // It was closed by what came in the pause: the file is another one, or its version.
        if (this.#file.opened !== opening.opened)
          return { kind: 'busy', trouble: { reason: 'moved', file: opening.opened.file } };
      }
      // Last: where one of them is held by another program, everything else is gone.
      if (connection === undefined) removeSetAside(this.#options.folder);
      return { kind: 'written' };
    } catch (error) {
      return this.#notWritten(error, opening.opened);
    }
  }

  close(): void {
    this.#upkeep = undefined;
    this.#file.close();
  }

  /** @returns `otherwise` when the archive is off, or reading fails; the reason is told */
  read<T>(otherwise: T, work: (opened: Opened) => T): T {
    const opening = this.#file.open();
    if (opening.kind === 'off') return otherwise;
    try {
      return work(opening.opened);
    } catch (error) {
      this.#options.onTrouble(this.#file.failed(error, opening.opened));
      return otherwise;
    }
  }

  /**
   * One step of what is to be done now and then: retention, the words and sizes of the indexes, space to give back.
   * @returns false when nothing is left for now
   */
  maintain(): boolean {
    const isDue = this.#upkeep !== undefined || this.#writtenRuns >= maintainedEvery;
    if (!this.#file.opened || !isDue) return false;
    const opening = this.#file.open();
    if (opening.kind !== 'open') return false;
    this.#upkeep ??= this.#startUpkeep(opening.opened.writer);
    try {
      if (!this.#upkeep.next().done) return true;
      this.#consent.done();
    } catch (error) {
      // Another window writes: the next time will do.
      if (reasonOf(error) !== 'locked') {
        const trouble = this.#file.failed(error, opening.opened);
        this.#options.onTrouble(trouble);
        if (trouble.reason === 'rebuilt') return true;
      }
    }
    this.#upkeep = undefined;
    return false;
  }

  /** @returns whether a thread should check the file; the answer comes by {@link checked} */
  isCheckDue(): boolean {
    return this.read(false, (opened) => isCheckDue(opened, this.#options.now()));
  }

  checked(isSound: boolean): void {
    if (!this.#file.opened) return;
    if (isSound || this.#file.openAnew().kind === 'open')
      this.#write((database) => noteChecked(database, this.#options.now()));
  }

  #startUpkeep(writer: Database): Generator<undefined, void> {
    this.#writtenRuns = 0;
    const now = this.#options.now();
    return maintain(writer, {
      retention: this.#options.retention,
      now,
      mayRemove: (question) => this.#consent.mayRemove(writer, question, now),
    });
  }

  #write(work: (database: Database) => void): Written {
    const opening = this.#file.open();
    if (opening.kind === 'off') return off(opening);
    try {
      work(opening.opened.writer);
      return { kind: 'written' };
    } catch (error) {
      return this.#notWritten(error, opening.opened);
    }
  }

  #notWritten(error: unknown, opened: Opened): Written {
    const trouble = this.#file.failed(error, opened);
    if (trouble.reason === 'tooNew') return { kind: 'never', trouble };
    // What was set aside has left its place to a new file.
    const isOver = ['locked', 'moved', 'rebuilt'].includes(trouble.reason) || trouble.setAside !== undefined;
    return { kind: isOver ? 'busy' : 'later', trouble };
  }
}

function off({ again, trouble }: Opening & { kind: 'off' }): Written {
  return { kind: again ? 'later' : 'never', trouble };
}
