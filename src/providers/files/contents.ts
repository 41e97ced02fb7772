/** From the bytes of a file to its records, with a sentence where it holds none. */
import { counted, t, type Message } from '../../core/kit/l10n.ts';
import { formatCount } from '../../core/kit/format.ts';
import { elementTexts, isObject, listOf } from '../../core/kit/json.ts';
import { once } from '../../core/kit/once.ts';
import type { Json } from '../../core/run/run.ts';
import { isSavedRun } from '../../core/run/savedRun.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import { formatOf, isSession } from './formats/table.ts';
import { expectedWords, kindWords, recognise, unexpected } from './recognise.ts';
import { otherKind } from './notJson.ts';
import { otherJson, otherText } from './otherThings.ts';
import type { Readers } from './readers.ts';
import type { Flaw, MessageLine, FileRecord } from './records.ts';
import { positionWords } from './syntax.ts';
import { textOfBytes } from './text.ts';
import { valuesIn, type FileValue } from './values.ts';

/**
 * @param incomplete why the bytes are not all of the file
 * @throws ProviderError `badResponse` when nothing in it can be shown
 */
export function recordsOf(
  bytes: Uint8Array,
  name: string,
  readers: Readers,
  incomplete?: string,
): FileRecord[] {
  const other = otherKind(bytes);
  if (other !== undefined) throw isOther(name, other);
  const { text, problem, position } = textOfBytes(bytes);
  if (text.trim() === '') throw unreadable(name, { problem: incomplete ?? t('it is empty') });
  const values = valuesIn(text);
  const records: FileRecord[] = [
    ...(eventsOf(values, readers) ??
      sessionOf(values) ??
      joinMessages(values.flatMap((each) => recordsOfValue(each, values.length, name, readers)))),
    ...(incomplete === undefined ? [] : [flaw({ title: t('This file'), problem: incomplete, text: '' })]),
    ...(problem === undefined ? [] : [flaw({ title: t('This file'), problem, position, text: '' })]),
    ...notNumbers(values),
  ];
  if (records.every(({ kind }) => kind === 'flaw' || kind === 'unknown' || kind === 'note')) {
    const first = records.find(({ kind }) => kind === 'flaw') ?? records[0];
    const whole = values.flatMap((each) => (each.kind === 'value' ? [each.value] : []));
    const known = whole.length > 0 ? otherJson(whole, readers) : otherText(text);
    if (known !== undefined) throw isOther(name, known);
    if (first?.kind === 'flaw') throw unreadable(name, first);
    if (first?.kind === 'unknown') throw unreadable(name, { problem: first.problem });
  }
  return records;
}

/** Runs of a service that are told event by event, on lines or in one list. */
function eventsOf(values: readonly FileValue[], readers: Readers): FileRecord[] | undefined {
  const whole = values.filter((each) => each.kind === 'value');
  const [only] = whole;
  const listed = whole.length === 1 && only && Array.isArray(only.value) ? only : undefined;
  const elements = listed ? listOf(listed.value) : whole.map(({ value }) => value);
  const texts = once(() => (listed ? elementTexts(listed.text, []) : whole.map(({ text }) => text)));
  for (const [service, { answers }] of readers) {
    const portions = answers.events?.(elements, texts);
    if (!portions) continue;
    const broken = values.filter((each) => each.kind === 'broken');
    return [
      ...portions.map((portion) => ({ kind: 'run' as const, service, ...portion })),
      ...broken.map(flaw),
    ];
  }
  return undefined;
}

/** Sessions of coding agents are one conversation, written line by line; what is broken between is said. */
function sessionOf(values: readonly FileValue[]): FileRecord[] | undefined {
  const whole = values.filter((each) => each.kind === 'value');
  const records = whole.filter(({ value }) => isObject(value));
  const lines = records.map(({ value }) => value);
  if (!isSession(lines)) return undefined;
  const text = `[${records.map((each) => each.text).join(',\n')}]`;
  const broken = values.filter((each) => each.kind === 'broken');
  const others = whole.filter(({ value }) => !isObject(value));
  return [
    { kind: 'conversation', id: formatOf(lines)?.idOf(lines), text },
    ...others.map(({ value, place, text: own }) => unknown(value, place, own)),
    ...broken.map(flaw),
  ];
}

function recordsOfValue(
  each: FileValue,
  values: number,
  name: string,
  readers: Readers,
): (FileRecord | MessageLine)[] {
  if (each.kind === 'broken') return [flaw(each)];
  const { value, text, place, cut } = each;
  const recognised = recognise(value, text, readers);
  if (!recognised) {
    const other = values === 1 ? otherJson([value], readers) : undefined;
    if (other !== undefined) throw isOther(name, other);
    if (values === 1) throw holdsNothing(name, kindWords(value));
    return cut ? [] : [unknown(value, place, text)];
  }
  // A run that lacks what was cut off would seem to be another one: unfinished, or without its verdict.
  const [first] = recognised.records;
  if (cut && recognised.single && (first?.kind === 'run' || (isObject(value) && isSavedRun(value))))
    return [];
  return [...recognised.records];
}

function notNumbers(values: readonly FileValue[]): FileRecord[] {
  const count = values.reduce((sum, each) => sum + (each.kind === 'value' ? each.replaced : 0), 0);
  if (count === 0) return [];
  const text = counted(
    count,
    '{0} value (NaN, Infinity) is no number and counts as not reported.',
    '{0} values (NaN, Infinity) are no numbers and count as not reported.',
    formatCount(count),
  );
  return [{ kind: 'note', text }];
}

/** Messages on lines of their own are one conversation. */
function joinMessages(records: readonly (FileRecord | MessageLine)[]): FileRecord[] {
  const joined: FileRecord[] = [];
  let texts: string[] = [];
  const close = () => {
    if (texts.length > 0)
      joined.push({ kind: 'conversation', id: undefined, text: `[${texts.join(',\n')}]` });
    texts = [];
  };
  for (const record of records) {
    if (record.kind === 'message') texts.push(record.text);
    // What is broken between two messages does not end their conversation.
    else if (record.kind === 'flaw' || record.kind === 'unknown' || record.kind === 'note')
      joined.push(record);
    else {
      close();
      joined.push(record);
    }
  }
  close();
  return joined;
}

function unknown(value: Json, place: string, text: string): FileRecord {
  return { kind: 'unknown', problem: unexpected(value, place), text };
}

function flaw({ title, problem, position, text }: Omit<Flaw, 'kind'>): Flaw {
  const where = position === undefined ? '' : `${positionWords(position)}: `;
  return { kind: 'flaw', title, problem: `${where}${problem}`, position, text };
}

function unreadable(name: string, { problem, position }: Pick<Flaw, 'problem' | 'position'>): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('{0} cannot be read: {1}.', name, problem),
    position,
    nextStep: t('Mend the file or choose another one, then refresh.'),
  });
}

/** @param words a sentence that holds the file's name */
function isOther(name: string, words: Message): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t(words, name),
    nextStep: t('Then open the result with "Open Run File...".'),
  });
}

function holdsNothing(name: string, found: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('{0} holds no runs: expected {1}, got {2}.', name, t(expectedWords), found),
    nextStep: t('Choose a saved answer of a service, a saved run, a transcript or a list of messages.'),
  });
}
