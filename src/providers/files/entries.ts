/** The runs of one file: its records under ids of their own, transcripts joined with the runs that they belong to. */
import { t } from '../../core/kit/l10n.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { brokenItem, conversationItem, loneTranscript, serviceItem } from './items.ts';
import type { FileRecord, TranscriptRecord } from './records.ts';
import type { Readers } from './readers.ts';

export interface Entry {
  readonly id: string;
  /** Made when it is first looked at. */
  readonly item: () => RunItem;
  /** All of it, where the item is a row that lacks what is long. */
  readonly whole?: (signal: AbortSignal) => Promise<RunItem>;
}

export interface EntriesDeps {
  readonly readers: Readers;
  /** The file's place in the tree. */
  readonly place: Omit<RunRef, 'run'>;
  /** The file's name, which may hold the id of a run. */
  readonly name: string;
  /** The run that the person said its transcript belongs to. */
  readonly chosen: string | undefined;
  /** Runs of a service that are loaded, from wherever. */
  readonly knownRuns: (service: string) => readonly RunItem[];
}

/** What an entry is before its transcript has been found. */
interface Draft {
  readonly id: string;
  readonly service?: string;
  transcript?: Pick<TranscriptRecord, 'text' | 'turns'> | undefined;
  readonly make: (ref: RunRef, transcript: Draft['transcript']) => RunItem;
}

export function entriesOf(records: readonly FileRecord[], deps: EntriesDeps): Entry[] {
  const several = records.filter(({ kind }) => kind === 'conversation').length > 1;
  const transcripts = records.filter((record) => record.kind === 'transcript');
  let conversations = 0;
  const drafts = records.flatMap((record, index) => {
    if (record.kind === 'conversation') conversations++;
    return draftOf(record, index + 1, several ? conversations : undefined, deps.readers) ?? [];
  });
  const waiting = new Map(
    drafts.filter(({ transcript }) => !transcript).map((draft) => [runKey(draft.service, draft.id), draft]),
  );
  const known = knownOf(transcripts, deps);
  for (const transcript of transcripts) {
    const id = runIdOf(transcript, transcripts.length === 1, drafts, deps);
    const key = runKey(transcript.service, id);
    const own = waiting.get(key);
    waiting.delete(key);
    if (own) own.transcript = transcript;
    else drafts.push(known.get(key)?.(transcript) ?? loneDraft(transcript, id, deps.readers));
  }
  return named(drafts, deps.place);
}

/** @param number of a conversation among others */
function draftOf(
  record: FileRecord,
  position: number,
  number: number | undefined,
  readers: Readers,
): Draft | undefined {
  switch (record.kind) {
    case 'flaw':
      return { id: `position:${position}`, make: (ref) => brokenItem(record, ref) };
    case 'brokenSave':
      return {
        id: `position:${position}`,
        make: (ref) => brokenItem({ ...record, title: t('Saved run') }, ref),
      };
    case 'unknown':
      return {
        id: `position:${position}`,
        make: (ref) => brokenItem({ ...record, title: t('Entry {0}', position) }, ref),
      };
    case 'conversation':
      return {
        id: record.id ?? `conversation:${number ?? 1}`,
        make: (ref) => conversationItem(record, ref, number),
      };
    case 'run':
      return {
        id: record.id ?? `position:${position}`,
        service: record.service,
        transcript: record.transcript === undefined ? undefined : { text: record.transcript },
        make: (ref, transcript) => serviceItem(record, ref, transcript, position, readers),
      };
    case 'transcript':
    case 'note':
      return undefined;
  }
}

/** As the transcript itself says, as the person said, or as the file is named. */
function runIdOf(
  transcript: TranscriptRecord,
  alone: boolean,
  drafts: readonly Draft[],
  { chosen, name, knownRuns }: EntriesDeps,
): string | undefined {
  if (transcript.run !== undefined || !alone) return transcript.run;
  if (chosen !== undefined) return chosen;
  const here = drafts.filter(({ service }) => service === transcript.service).map(({ id }) => id);
  const loaded = knownRuns(transcript.service).map(({ ref }) => ref.run);
  const named = [...here, ...loaded].find((id) => id.length >= shortestId && name.includes(id));
  return named ?? uuid.exec(name)?.[0];
}

const shortestId = 6;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Loaded runs that a transcript may belong to, each with what joins them. */
function knownOf(
  transcripts: readonly TranscriptRecord[],
  { readers, knownRuns }: EntriesDeps,
): Map<string, (transcript: TranscriptRecord) => Draft> {
  const known = new Map<string, (transcript: TranscriptRecord) => Draft>();
  for (const service of new Set(transcripts.map((transcript) => transcript.service)))
    for (const item of knownRuns(service)) {
      const id = item.ref.run;
      const key = runKey(service, id);
      if (item.kind !== 'run' || item.fromFile?.lacksRun === true || known.has(key)) continue;
      known.set(key, (transcript) => ({
        ...{ id, service, transcript },
        make: (ref, own) => {
          const record = { kind: 'run', service, id, text: item.raw(), fromFile: item.fromFile } as const;
          return serviceItem(record, ref, own, 1, readers);
        },
      }));
    }
  return known;
}

function loneDraft(transcript: TranscriptRecord, id: string | undefined, readers: Readers): Draft {
  return {
    id: id ?? 'transcript',
    service: transcript.service,
    make: (ref) => loneTranscript(transcript, ref, id, readers),
  };
}

function runKey(service: string | undefined, id: string | undefined): string {
  return JSON.stringify([service, id]);
}

/** The same run may be in a file twice; each is shown. */
function named(drafts: readonly Draft[], place: Omit<RunRef, 'run'>): Entry[] {
  const taken = new Set<string>();
  /** How often an id was met, so that the next one need not be counted up to again. */
  const counts = new Map<string, number>();
  return drafts.map(({ id, make, transcript }) => {
    let own = id;
    let count = counts.get(id) ?? 1;
    while (taken.has(own)) own = `${id} (${++count})`;
    counts.set(id, count);
    taken.add(own);
    let item: RunItem | undefined;
    return { id: own, item: () => (item ??= make({ ...place, run: own }, transcript)) };
  });
}
