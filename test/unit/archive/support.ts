/** Archives in temporary folders, with the real worker. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RemovalQuestion } from '../../../src/archive/removal.ts';
import type { Archive, ArchiveOptions, Retention, SearchFilters } from '../../../src/archive/archive.ts';
import type { ArchiveTrouble } from '../../../src/archive/trouble.ts';
import { openArchive } from '../../../src/archive/main.ts';
import { recordOf } from '../../../src/archive/record.ts';
import { Session, type SessionOptions } from '../../../src/archive/store/session.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { makeRun, makeTurn } from '../../webview/support/runs.ts';

export const worker = new URL('../../../src/archive/worker.ts', import.meta.url);

const cleanUps = new WeakMap<TestContext, (() => unknown)[]>();

/** When the test ends, the last one first: an archive is closed before its folder goes. */
export function atEnd(context: TestContext, cleanUp: () => unknown): void {
  const known = cleanUps.get(context);
  if (known) return void known.unshift(cleanUp);
  const all = [cleanUp];
  cleanUps.set(context, all);
  context.after(async () => {
    for (const each of all) await each();
  });
}

/** Removed when the test ends. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'agent-runs-archive-'));
  atEnd(context, () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface Rig {
  readonly archive: Archive;
  readonly folder: string;
  readonly file: string;
  readonly troubles: ArchiveTrouble[];
}

/** An archive that is closed when the test ends. */
export function openRig(context: TestContext, more: Partial<ArchiveOptions> = {}): Rig {
  const folder = more.folder ?? join(temporaryFolder(context), 'not', 'there', 'yet');
  const archive = openArchive({
    worker,
    retention: { days: undefined, megabytes: 1000 },
    now: Date.now,
    ...more,
    folder,
  });
  const troubles: ArchiveTrouble[] = [];
  archive.onTrouble((trouble) => troubles.push(trouble));
  atEnd(context, () => archive.dispose());
  return { archive, folder, file: join(folder, 'archive.db'), troubles };
}

export interface SessionRig {
  readonly session: Session;
  readonly troubles: ArchiveTrouble[];
  /** Reasons of the troubles, in order. */
  readonly reasons: () => string[];
  readonly questions: RemovalQuestion[];
  readonly keep: (runs: readonly Run[], seenAt?: number) => ReturnType<Session['keep']>;
  /** All upkeep that is due. */
  readonly maintain: () => void;
  /** Ids of the runs that have these words, without the pauses that the worker makes. */
  readonly find: (text: string) => Promise<string[]>;
}

/** What the worker has, without the worker; closed when the test ends. */
export function openSession(
  context: TestContext,
  more: Partial<Omit<SessionOptions, 'retention' | 'now'>> & {
    readonly retention?: Partial<Retention>;
    readonly now?: number;
  } = {},
): SessionRig {
  const troubles: ArchiveTrouble[] = [];
  const questions: RemovalQuestion[] = [];
  const session = new Session({
    ...more,
    folder: more.folder ?? temporaryFolder(context),
    retention: { days: undefined, megabytes: 1000, ...more.retention },
    now: () => more.now ?? Date.now(),
    onTrouble: (trouble) => troubles.push(trouble),
    onQuestion: (question) => questions.push(question),
  });
  atEnd(context, () => session.close());
  return {
    session,
    troubles,
    reasons: () => troubles.map(({ reason }) => reason),
    questions,
    keep: (runs, seenAt = 1000) =>
      session.keep({ runs: runs.map((run) => recordOf(run, trail, seenAt)), collections: [], seen: [] }),
    maintain: () => {
      while (session.maintain());
    },
    find: async (text) => {
      const answer = await session.search({ text, filters: {}, limit: 1000 }, () => Promise.resolve(true));
      return (answer?.hits ?? []).map(({ ref }) => ref.run);
    },
  };
}

/** A pause in a long write, in which nobody asks anything. */
export const noPause = (): Promise<void> => Promise.resolve();

export const batch = { connection: 'shop', path: ['scenario:s', 'simulation:b'] };
export const trail = ['Shop', 'Orders', 'Nightly'];

/** A run in {@link batch} that says these texts, created `minute` minutes after a fixed moment. */
export function saidRun(
  id: string,
  texts: readonly string[],
  more: Partial<Run> & { minute?: number } = {},
): Run {
  const { minute = 0, ...fields } = more;
  const ms = Date.UTC(2026, 10, 1) + minute * 60_000;
  return makeRun({
    ref: { ...batch, run: id },
    title: `Run ${id}`,
    turns: texts.map((text) => makeTurn(text)),
    createdAt: { ms, raw: ms },
    raw: () => JSON.stringify({ id, texts }),
    ...fields,
  });
}

/** Ids of the runs that were found, in order. */
export async function found(
  archive: Archive,
  text: string,
  filters: SearchFilters = {},
  limit = 100,
): Promise<string[]> {
  const { hits } = await archive.search({ text, filters, limit }, new AbortController().signal);
  return hits.map(({ ref }) => ref.run);
}
