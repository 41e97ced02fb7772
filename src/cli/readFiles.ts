/** Runs from files, read by the same code that opens them in the editor. */
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { decodedText } from '../core/kit/encoding.ts';
import { filesConnection, type FileContent, type OpenFile } from '../core/provider/runFiles.ts';
import { asProviderError } from '../core/provider/providerError.ts';
import type { Provider } from '../core/provider/provider.ts';
import type { RunItem } from '../core/run/run.ts';
import { isExcerpt } from '../core/run/edition.ts';
import { runsAmong } from '../core/rows/view.ts';
import { filesProvider } from '../providers/files/provider.ts';
import { rangesOf } from '../services/files/diskRanges.ts';
import { FileBytesError, type WholeFile } from '../services/files/fileBytes.ts';
import { readRegularFile } from '../services/files/regularFile.ts';
import { unpacked } from '../services/files/runFileBytes.ts';
import { UsageError } from './usage.ts';

export interface ReadFiles {
  readonly runs: readonly RunItem[];
  /** Sentences about what could not be read. */
  readonly notes: readonly string[];
}

/** Nobody calls off what a terminal reads. */
const never = new AbortController().signal;

/**
 * @param services whose saved answers are recognised
 * @throws UsageError when a file is not there, or is no file
 */
export async function readFiles(paths: readonly string[], services: readonly Provider[]): Promise<ReadFiles> {
  const runs: RunItem[] = [];
  const notes: string[] = [];
  const files = paths.map(openFileOf);
  const provider = filesProvider({
    files: {
      open: () =>
        Promise.resolve({
          list: () => files,
          read: (uri) => contentOf(files, uri),
          ranges: (uri) => rangesOf(fileURLToPath(uri)),
        }),
    },
    services,
    knownRuns: () => [],
  });
  const client = await provider.connect(filesConnection, {
    get: () => Promise.reject(new Error('Nothing is asked of a network here.')),
  });
  for (const file of files) {
    await checkIsFile(file);
    try {
      const request = { cursor: undefined, limit: 1_000_000, sort: 'sequence', filter: {} } as const;
      const page = await client.list([file.uri], { ...request, grouping: undefined }, never);
      // A row of a file that is read in parts is not all of its run.
      for (const item of runsAmong(page.items))
        runs.push(isExcerpt(item) ? await client.run(item.ref, never) : item);
      if (page.note !== undefined) notes.push(page.note);
    } catch (error) {
      notes.push(sentences(file.name, error));
    }
  }
  return { runs, notes };
}

function sentences(name: string, error: unknown): string {
  const unread = unreadWords(name, error);
  if (unread !== undefined) return unread;
  const { message, nextStep } = asProviderError(error);
  return `${message} ${nextStep}`;
}

export interface ReadText {
  /** `undefined` where the file cannot be read. */
  readonly text: string | undefined;
  /** Sentences about what could not be read. */
  readonly notes: readonly string[];
}

/** The text of a file, for what works on texts; a mark of its bytes' order stays. @throws UsageError */
export async function textOfFile(path: string): Promise<ReadText> {
  const file = openFileOf(path);
  await checkIsFile(file);
  try {
    const { bytes, incomplete, note } = await unpacked((await bytesOf(file.uri)).bytes);
    const { text, encoding, isValid } = decodedText(bytes, { keepsMark: true });
    const unread = `not valid ${encoding.toUpperCase()}; unreadable bytes are shown as \ufffd`;
    const flaws = [incomplete, isValid ? undefined : unread].flatMap((why) =>
      why === undefined ? [] : [`${file.name} cannot be read as a whole: ${why}.`],
    );
    return { text, notes: note === undefined ? flaws : [...flaws, note] };
  } catch (error) {
    const unread = unreadWords(file.name, error);
    if (unread === undefined) throw error;
    return { text: undefined, notes: [unread] };
  }
}

/** What is wrong with the file, or with reading it, e.g. EACCES; `undefined` for any other error. */
function unreadWords(name: string, error: unknown): string | undefined {
  if (error instanceof FileBytesError) return `${name} cannot be read: ${error.message}.`;
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return `${name} cannot be read: ${String(error.code)}.`;
  return undefined;
}

function openFileOf(path: string): OpenFile {
  const whole = resolve(path);
  return { uri: pathToFileURL(whole).href, name: basename(whole), where: dirname(whole) };
}

async function checkIsFile({ uri, name }: OpenFile): Promise<void> {
  const found = await stat(new URL(uri)).catch(() => undefined);
  if (!found) throw new UsageError(`There is no file ${name}.`);
  if (!found.isFile()) throw new UsageError(`${name} is no file.`);
}

async function contentOf(files: readonly OpenFile[], uri: string): Promise<FileContent> {
  const file = files.find((each) => each.uri === uri);
  if (!file) throw new Error('A file that nobody named.');
  const { bytes, stamp } = await bytesOf(uri);
  return { ...(await unpacked(bytes)), stamp };
}

async function bytesOf(uri: string): Promise<WholeFile> {
  const read = await readRegularFile(fileURLToPath(uri));
  if (!read) throw new Error('Nothing was read before.');
  return read;
}
