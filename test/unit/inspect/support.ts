/** Logs that are made up, in memory. */
import { nodeUnpacker } from '../../../src/services/files/nodeUnpacker.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { OpenContainer } from '../../../src/core/provider/provider.ts';
import type { Folder, RangeFile } from '../../../src/core/provider/ranges.ts';
import type { Run, RunItem } from '../../../src/core/run/run.ts';
import { savedReader } from '../../../src/providers/inspect/saved.ts';
import { zipOf, type MemberToWrite, type ZipOptions } from '../../support/inspect/zip.ts';

export const never = new AbortController().signal;
export const place = { connection: 'c', path: ['log:a.eval'] };

export interface CountedFile extends RangeFile {
  /** Bytes that were read so far. */
  read: RangeFile['read'] & { bytes: number };
}

export function fileOf(
  bytes: Uint8Array,
  stamp = '1',
  modifiedAt = Date.parse('2026-11-01T10:00:00Z'),
): CountedFile {
  const read = Object.assign(
    (from: number, to: number) => {
      const part = bytes.subarray(from, Math.max(from, to));
      read.bytes += part.length;
      return Promise.resolve(part);
    },
    { bytes: 0 },
  );
  return { size: bytes.length, stamp, modifiedAt, read, unpacker: nodeUnpacker };
}

/** Files by their paths in the folder. */
export function folderOf(files: Map<string, CountedFile>): Folder {
  return {
    files: (endings) =>
      Promise.resolve({
        files: [...files]
          .filter(([path]) => endings.some((ending) => path.toLowerCase().endsWith(ending)))
          .map(([path, { modifiedAt }]) => ({ path, modifiedAt })),
        isCut: false,
      }),
    open: (path) => {
      const file = files.get(path);
      return file ? Promise.resolve(file) : Promise.reject(new Error(`no ${path}`));
    },
  };
}

export const evalHead = {
  task: 'lamps',
  task_id: 't1',
  eval_id: 'e1',
  run_id: 'r1',
  created: '2026-11-01T10:00:00+00:00',
  model: 'made-up/one',
  dataset: { name: 'lamps', samples: 2, sample_ids: ['b', 'a'] },
  config: { epochs: 1 },
};

export const header = { version: 2, status: 'success', eval: evalHead, plan: {}, results: { scores: [] } };

export function sampleOf(id: string | number, more: object = {}): object {
  return {
    id,
    epoch: 1,
    input: 'Which lamp?',
    target: 'red',
    messages: [
      { role: 'user', content: 'Which lamp?' },
      { role: 'assistant', content: 'The red one.' },
    ],
    scores: { match: { value: 'C', answer: 'red' } },
    ...more,
  };
}

export function summaryOf(id: string | number, more: object = {}): object {
  return { id, epoch: 1, input: 'Which lamp?', target: 'red', scores: { match: { value: 'C' } }, ...more };
}

export interface LogParts {
  readonly header?: object | undefined;
  readonly start?: object;
  readonly summaries?: readonly object[];
  /** By name within `samples/`, e.g. `a_epoch_1`. */
  readonly samples?: Readonly<Record<string, object | string>>;
  readonly how?: MemberToWrite['how'];
  /** Written behind everything else. */
  readonly more?: readonly MemberToWrite[];
}

export function membersOf(parts: LogParts): MemberToWrite[] {
  const {
    header: head,
    start = { version: 2, eval: evalHead, plan: {} },
    summaries,
    samples = {},
    more = [],
  } = parts;
  const how = parts.how ?? 'zstd';
  const json = (value: object | string) => (typeof value === 'string' ? value : JSON.stringify(value));
  return [
    { name: '_journal/start.json', text: json(start), how },
    ...Object.entries(samples).map(([name, value]) => ({
      name: `samples/${name}.json`,
      text: json(value),
      how,
    })),
    ...(summaries ? [{ name: 'summaries.json', text: json(summaries), how }] : []),
    ...(head ? [{ name: 'header.json', text: json(head), how }] : []),
    ...more,
  ];
}

/** A log of two samples that were solved. */
export const usual: LogParts = {
  header,
  summaries: [summaryOf('a'), summaryOf('b')],
  samples: { a_epoch_1: sampleOf('a'), b_epoch_1: sampleOf('b') },
};

export function logOf(parts: LogParts = usual, options?: ZipOptions): CountedFile {
  return fileOf(zipOf(membersOf(parts), options));
}

export async function opened(file: RangeFile): Promise<OpenContainer> {
  const { container } = savedReader;
  if (!container) throw new Error('no container');
  return container.open(file, never);
}

export function rows({ entries }: OpenContainer): RunItem[] {
  return entries.map(({ id, row }) => row({ ...place, run: id }));
}

export async function wholes({ entries }: OpenContainer): Promise<RunItem[]> {
  return Promise.all(entries.map(({ id, run }) => run({ ...place, run: id }, never)));
}

export async function runsOf(parts: LogParts, options?: ZipOptions): Promise<Run[]> {
  return (await wholes(await opened(logOf(parts, options)))).map(run);
}

/** The run of a log with this one sample. */
export async function runOf(more: object): Promise<Run> {
  const [only] = await runsOf({ header, samples: { a_epoch_1: sampleOf('a', more) } });
  return run(only);
}

export function run(item: RunItem | undefined): Run {
  if (item?.kind === 'run') return item;
  throw new Error(item ? `broken: ${item.problem}` : 'no run');
}

/** Who said what. */
export function saidIn({ turns }: Run): (readonly [string | undefined, string | undefined])[] {
  return (turns ?? []).map(({ role, text }) => [role, text]);
}

export async function sentence(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProviderError(error)) return error.message;
    throw error;
  }
  throw new Error('it went well');
}
