/** The runs of one file: its pieces under ids of their own, transcripts joined with the runs that they belong to. */
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { brokenItem, conversationItem, loneTranscript, serviceItem } from './items.ts';
import type { Piece, TranscriptPiece } from './pieces.ts';
import type { Readers } from './readers.ts';

export interface Entry {
  readonly id: string;
  /** Made when it is first looked at. */
  readonly item: () => RunItem;
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
  transcript?: Pick<TranscriptPiece, 'text' | 'turns'> | undefined;
  readonly make: (ref: RunRef, transcript: Draft['transcript']) => RunItem;
}

export function entriesOf(pieces: readonly Piece[], deps: EntriesDeps): Entry[] {
  const several = pieces.filter(({ kind }) => kind === 'conversation').length > 1;
  const transcripts = pieces.filter((piece) => piece.kind === 'transcript');
  let conversations = 0;
  const drafts = pieces.flatMap((piece, index) => {
    if (piece.kind === 'conversation') conversations++;
    return draftOf(piece, index + 1, several ? conversations : undefined, deps.readers) ?? [];
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
  piece: Piece,
  position: number,
  number: number | undefined,
  readers: Readers,
): Draft | undefined {
  switch (piece.kind) {
    case 'flaw':
      return { id: `position:${position}`, make: (ref) => brokenItem(piece, ref) };
    case 'brokenSave':
      return {
        id: `position:${position}`,
        make: (ref) => brokenItem({ ...piece, title: 'Saved run' }, ref),
      };
    case 'unknown':
      return {
        id: `position:${position}`,
        make: (ref) => brokenItem({ ...piece, title: `Entry ${position}` }, ref),
      };
    case 'conversation':
      return {
        id: piece.id ?? `conversation:${number ?? 1}`,
        make: (ref) => conversationItem(piece, ref, number),
      };
    case 'run':
      return {
        id: piece.id ?? `position:${position}`,
        service: piece.service,
        transcript: piece.transcript === undefined ? undefined : { text: piece.transcript },
        make: (ref, transcript) => serviceItem(piece, ref, transcript, position, readers),
      };
    case 'transcript':
    case 'note':
      return undefined;
  }
}

/** As the transcript itself says, as the person said, or as the file is named. */
function runIdOf(
  transcript: TranscriptPiece,
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
  transcripts: readonly TranscriptPiece[],
  { readers, knownRuns }: EntriesDeps,
): Map<string, (transcript: TranscriptPiece) => Draft> {
  const known = new Map<string, (transcript: TranscriptPiece) => Draft>();
  for (const service of new Set(transcripts.map((transcript) => transcript.service)))
    for (const item of knownRuns(service)) {
      const id = item.ref.run;
      const key = runKey(service, id);
      if (item.kind !== 'run' || item.carried?.lacksRun === true || known.has(key)) continue;
      known.set(key, (transcript) => ({
        ...{ id, service, transcript },
        make: (ref, own) => {
          const piece = { kind: 'run', service, id, text: item.raw(), carried: item.carried } as const;
          return serviceItem(piece, ref, own, 1, readers);
        },
      }));
    }
  return known;
}

function loneDraft(transcript: TranscriptPiece, id: string | undefined, readers: Readers): Draft {
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
