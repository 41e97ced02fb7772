/**
 * The newest layout: a sample is a folder of its own, its lists are cut into chunks, and each chunk is named by the
 * number of its first element. Put together as the older layout has it; events are left where they are.
 */
import { elementTexts, isObject, memberTexts, type JsonObject } from '../../core/kit/json.ts';
import type { Json } from '../../core/run/run.ts';
import { parsedText } from './values.ts';
import type { ZipFile } from './zip/zipFile.ts';

/** @param folder e.g. `samples/1_epoch_1`. @throws SyntaxError, ProviderError */
export async function chunkedSample(zip: ZipFile, folder: string): Promise<string | undefined> {
  const shell = await zip.text(`${folder}/sample.json`);
  if (shell === undefined) return undefined;
  const members = [...memberTexts(parsedText(shell).text)].map(([name, text]) => [name, text] as const);
  const [messages, attachments, metadata] = await Promise.all([
    chunks(zip, `${folder}/messages/`),
    chunks(zip, `${folder}/attachments/`),
    zip.text(`${folder}/metadata.json`),
  ]);
  const added = new Map(members);
  if (messages.length > 0) added.set('messages', `[${messages.flatMap(({ texts }) => texts).join(', ')}]`);
  if (attachments.length > 0) added.set('attachments', numbered(attachments));
  if (metadata !== undefined) added.set('metadata', parsedText(metadata).text);
  return `{${[...added].map(([name, text]) => `${JSON.stringify(name)}: ${text}`).join(', ')}}`;
}

interface Chunk {
  readonly start: number;
  readonly texts: readonly string[];
}

async function chunks(zip: ZipFile, folder: string): Promise<Chunk[]> {
  const starts = [...zip.members.keys()].flatMap((name) => {
    const [, start] = name.startsWith(folder) ? (/^(\d+)\.json$/.exec(name.slice(folder.length)) ?? []) : [];
    return start === undefined ? [] : [Number(start)];
  });
  starts.sort((a, b) => a - b);
  zip.checkTogether(
    folder.slice(0, -1),
    starts.map((start) => `${folder}${start}.json`),
  );
  const read: Chunk[] = [];
  for (const start of starts) {
    const { value, text } = parsedText((await zip.text(`${folder}${start}.json`)) ?? '[]');
    read.push({ start, texts: textsOf(value, text) });
  }
  return read;
}

/** A list, or an object that holds it. */
function textsOf(value: Json, text: string): string[] {
  if (!isObject(value)) return elementTexts(text, []);
  return elementTexts(text, listName(value));
}

function listName(value: JsonObject): string[] {
  const name = Object.keys(value).find((key) => Array.isArray(value[key]));
  return name === undefined ? ['items'] : [name];
}

/** Attachments are known by their number here. */
function numbered(read: readonly Chunk[]): string {
  const members = read.flatMap(({ start, texts }) =>
    texts.map((text, index) => `"${start + index}": ${text}`),
  );
  return `{${members.join(', ')}}`;
}
