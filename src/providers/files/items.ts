/** From a record of a file to the run that is shown. */
import { msg, t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, parseJsonText } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import type { SavedReader } from '../../core/provider/provider.ts';
import type { BrokenRun, Run, RunItem, RunRef, Turn } from '../../core/run/run.ts';
import { bareRun } from '../bareRun.ts';
import { conversationOf, firstWords } from './conversation.ts';
import type { ConversationRecord, Flaw, Made, ServiceRunRecord, TranscriptRecord } from './records.ts';
import type { Readers } from './readers.ts';

/** @param number of a conversation among others */
export function conversationItem(
  { text, fromFile, made }: ConversationRecord,
  ref: RunRef,
  number: number | undefined,
): RunItem {
  const item = made ? revived(made, ref, text) : conversationOf(text, ref, '');
  if (item.kind === 'broken') return item;
  const title = item.title === '' ? nameOf(item, number) : item.title;
  return { ...item, title, ...(fromFile ? { fromFile } : {}) };
}

/** e.g. `3: Which lamp is it?` */
function nameOf({ turns }: Run, number: number | undefined): string {
  if (number === undefined) return t('Conversation');
  const words = firstWords(turns);
  return words === undefined ? t('Conversation {0}', number) : `${number}: ${words}`;
}

/**
 * @param transcript of this run, where it stood apart from it
 * @param position in the file, to name a run without an id
 */
export function serviceItem(
  { service, text, fromFile, made }: ServiceRunRecord,
  ref: RunRef,
  transcript: Pick<TranscriptRecord, 'text' | 'turns'> | undefined,
  position: number,
  readers: Readers,
): RunItem {
  const reader = readers.get(service);
  if (!reader) throw new Error(`There is no reader for ${service}.`);
  const item = made ? revived(made, ref, text) : reader.run(text, ref);
  if (item.kind === 'broken')
    return item.hasId ? item : { ...item, title: t('Run at position {0}', position) };
  const run: Run = fromFile ? { ...item, fromFile } : item;
  if (!transcript) return run;
  const turns = transcript.turns ?? turnsOf(transcript.text, reader);
  return { ...run, turns, fromFile: { ...run.fromFile, transcript: () => transcript.text } };
}

/** Nothing is known of the run; its transcript is shown all the same. */
export function loneTranscript(
  { service, text, turns }: TranscriptRecord,
  ref: RunRef,
  id: string | undefined,
  readers: Readers,
): Run {
  return bareRun({
    ref,
    provider: service,
    title: id === undefined ? t('Transcript') : t('Transcript {0}', beginning(id, 8)),
    turns: turns ?? turnsOf(text, readers.get(service)),
    ids: id === undefined ? [] : [[msg('Run'), id]],
    raw: () => text,
    fromFile: { lacksRun: true },
  });
}

export function brokenItem({ title, problem, text }: Omit<Flaw, 'kind'>, ref: RunRef): BrokenRun {
  return { kind: 'broken', ref, hasId: false, provider: 'file', title, problem, raw: () => text };
}

export function turnsOf(text: string, reader: SavedReader | undefined): readonly Turn[] | undefined {
  const value = parseJsonText(text);
  return isObject(value) ? reader?.answers.transcripts?.turns(value, new ExactJson(() => text)) : undefined;
}

/** An item as plain data, without functions. */
export function madeOf(item: RunItem): Made {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !added.has(key))) as Made;
}

/** What is added where the run is shown. */
const added: ReadonlySet<string> = new Set(['ref', 'raw', 'fromFile']);

function revived(made: Made, ref: RunRef, text: string): RunItem {
  return { ...made, ref, raw: () => text };
}
