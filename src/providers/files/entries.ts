/** The runs of one file: its pieces under ids of their own, transcripts joined with the runs that they belong to. */
import { isObject, parseJsonText } from '../../core/kit/json.ts';
import type { SavedReader } from '../../core/provider/provider.ts';
import type { BrokenRun, Carried, Run, RunItem, RunRef } from '../../core/run/run.ts';
import { readSavedRun, type SavedRun } from '../../core/run/savedRun.ts';
import { bareRun } from '../bareRun.ts';
import { conversationId, conversationOf } from './conversation.ts';
import type { Piece, Readers } from './recognise.ts';

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

/** A part of the file that cannot be read at all. */
export interface Flaw {
  readonly kind: 'flaw';
  readonly title: string;
  readonly problem: string;
  readonly text: string;
}

/** What an entry is before its transcript has been found. */
interface Draft {
  id: string;
  readonly service: string | undefined;
  transcript: string | undefined;
  readonly make: (ref: RunRef, transcript: string | undefined) => RunItem;
}

type Transcript = Extract<Piece, { kind: 'transcript' }>;

export function entriesOf(pieces: readonly (Piece | Flaw)[], deps: EntriesDeps): Entry[] {
  const conversations = pieces.filter(({ kind }) => kind === 'conversation');
  const drafts = pieces.flatMap((piece, index) => {
    const number = conversations.length > 1 ? conversations.indexOf(piece) + 1 : undefined;
    return draftOf(piece, index + 1, number, deps) ?? [];
  });
  const transcripts = pieces.flatMap((piece) => transcriptOf(piece, deps) ?? []);
  for (const transcript of transcripts) {
    const id = runIdOf(transcript, transcripts.length === 1, drafts, deps);
    const own = drafts.find((draft) => draft.service === transcript.service && draft.id === id);
    if (own && own.transcript === undefined) own.transcript = transcript.text;
    else drafts.push(joinedDraft(transcript, id, deps) ?? loneDraft(transcript, id, deps));
  }
  return named(drafts, deps.place);
}

/** @param number of a conversation among others */
function draftOf(
  piece: Piece | Flaw,
  position: number,
  number: number | undefined,
  deps: EntriesDeps,
): Draft | undefined {
  switch (piece.kind) {
    case 'flaw':
      return draft(`position:${position}`, (ref) => brokenOf(piece, ref, 'file'));
    case 'unknown':
      return draft(`position:${position}`, (ref) =>
        brokenOf({ title: `Entry ${position}`, problem: piece.problem, text: piece.text }, ref, 'file'),
      );
    case 'conversation':
      return draft(conversationId(piece.text) ?? `conversation:${number ?? 1}`, (ref) =>
        conversationOf(piece.text, ref, number === undefined ? 'Conversation' : `Conversation ${number}`),
      );
    case 'run':
      return serviceDraft(piece.service, piece.id ?? `position:${position}`, piece.text, position, deps);
    case 'saved':
      return savedDraft(piece.text, position, deps);
    case 'message':
    case 'transcript':
      return undefined;
  }
}

function serviceDraft(
  service: string,
  id: string,
  raw: string,
  position: number,
  { readers }: EntriesDeps,
  carried?: Carried,
): Draft {
  const reader = readers.get(service);
  return {
    ...{ id, service, transcript: undefined },
    make: (ref, transcript) => {
      if (!reader) throw new Error(`There is no reader for ${service}.`);
      const item = reader.run(raw, ref);
      if (item.kind === 'broken')
        return item.hasId ? item : { ...item, title: `Run at position ${position}` };
      const run = carried ? { ...item, carried } : item;
      return transcript === undefined ? run : withTranscript(run, transcript, reader);
    },
  };
}

function savedDraft(text: string, position: number, deps: EntriesDeps): Draft | undefined {
  const saved = readSaved(text);
  const broken = (problem: string) =>
    draft(`position:${position}`, (ref) => brokenOf({ title: 'Saved run', problem, text }, ref, 'file'));
  if (typeof saved === 'string') return broken(saved);
  const { provider, raw, transcript, savedAt, origin, trail } = saved;
  if (provider !== 'file' && !deps.readers.has(provider))
    return broken(`provider: there is no service "${provider.slice(0, 60)}" here`);
  const carried: Carried = { savedAt, origin, trail };
  if (raw === undefined) return undefined;
  const id = saved.id === '' ? `position:${position}` : saved.id;
  if (provider === 'file') return draft(id, (ref) => ({ ...conversationOf(raw, ref), carried }));
  return { ...serviceDraft(provider, id, raw, position, deps, carried), transcript };
}

/** Of a transcript as it was printed, or saved without its run. */
function transcriptOf(piece: Piece | Flaw, { readers }: EntriesDeps): Transcript | undefined {
  if (piece.kind === 'transcript') return piece;
  const saved = piece.kind === 'saved' ? readSaved(piece.text) : undefined;
  if (saved === undefined || typeof saved === 'string') return undefined;
  const { raw, transcript, provider, id } = saved;
  if (raw !== undefined || transcript === undefined || !readers.has(provider)) return undefined;
  return { kind: 'transcript', service: provider, run: id === '' ? undefined : id, text: transcript };
}

function readSaved(text: string): SavedRun | string {
  const value = parseJsonText(text);
  return isObject(value) ? readSavedRun(value, text) : 'expected an object';
}

/** As the transcript itself says, as the person said, or as the file is named. */
function runIdOf(
  transcript: Transcript,
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

function joinedDraft(
  { service, text }: Transcript,
  id: string | undefined,
  deps: EntriesDeps,
): Draft | undefined {
  if (id === undefined) return undefined;
  const known = deps
    .knownRuns(service)
    .find((item) => item.ref.run === id && item.kind === 'run' && item.carried?.lacksRun !== true);
  if (known?.kind !== 'run') return undefined;
  return { ...serviceDraft(service, id, known.raw(), 1, deps, known.carried), transcript: text };
}

/** Nothing is known of the run; its transcript is shown all the same. */
function loneDraft({ service, text }: Transcript, id: string | undefined, { readers }: EntriesDeps): Draft {
  return {
    ...{ id: id ?? 'transcript', service, transcript: undefined },
    make: (ref) =>
      bareRun({
        ref,
        provider: service,
        title: id === undefined ? 'Transcript' : `Transcript ${id.slice(0, 8)}`,
        turns: turnsOf(text, readers.get(service)),
        ids: id === undefined ? [] : [['Run', id]],
        raw: () => text,
        carried: { lacksRun: true },
      }),
  };
}

function withTranscript(run: Run, text: string, reader: SavedReader): Run {
  const turns = turnsOf(text, reader);
  return { ...run, turns, carried: { ...run.carried, transcript: () => text } };
}

function turnsOf(text: string, reader: SavedReader | undefined): Run['turns'] {
  const value = parseJsonText(text);
  return isObject(value) ? reader?.answers.transcripts?.turns(value) : undefined;
}

function brokenOf(
  { title, problem, text }: { title: string; problem: string; text: string },
  ref: RunRef,
  provider: string,
): BrokenRun {
  return { kind: 'broken', ref, hasId: false, provider, title, problem, raw: () => text };
}

function draft(id: string, make: Draft['make']): Draft {
  return { id, service: undefined, transcript: undefined, make };
}

/** The same run may be in a file twice; each is shown. */
function named(drafts: readonly Draft[], place: Omit<RunRef, 'run'>): Entry[] {
  const taken = new Set<string>();
  return drafts.map(({ id, make, transcript }) => {
    let own = id;
    for (let count = 2; taken.has(own); count++) own = `${id} (${count})`;
    taken.add(own);
    let item: RunItem | undefined;
    return { id: own, item: () => (item ??= make({ ...place, run: own }, transcript)) };
  });
}
