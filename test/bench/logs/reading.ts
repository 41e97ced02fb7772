/**
 * One way of reading the log, in a process of its own whose heap may not grow beyond the bar: `ours LOG` lists it and
 * opens one sample as the provider does, `bare LOG` unpacks and parses every member. Prints its figures as JSON.
 */
import { open, readFile, stat } from 'node:fs/promises';
import { dirname, basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zstdDecompressSync } from 'node:zlib';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { diskFolder } from '../../../src/services/files/diskRanges.ts';
import { ZipFile } from '../../../src/providers/inspect/zip/zipFile.ts';
import { rangesOf } from '../../../src/services/files/diskRanges.ts';

export interface OursFigures {
  readonly listLogsMs: number;
  readonly listSamplesMs: number;
  readonly openSampleMs: number;
  readonly turns: number;
  readonly rows: number;
  readonly heapMb: number;
  readonly residentMb: number;
}

export interface BareFigures {
  readonly everythingMs: number;
  readonly oneSampleMs: number;
}

const [, , way = '', log = ''] = process.argv;
const figures = way === 'ours' ? await ours() : await bare();
process.stdout.write(JSON.stringify(figures));

async function ours(): Promise<OursFigures> {
  const address = pathToFileURL(dirname(log)).href;
  const connection = { id: 'c', provider: 'inspect', label: 'Logs', baseUrl: address };
  const noHttp = { get: () => Promise.reject(new Error('Nothing is asked of a network here.')) };
  const client = await inspect.connect(connection, noHttp, diskFolder(address));
  const { signal } = new AbortController();
  const request = {
    cursor: undefined,
    limit: 50,
    sort: 'failedFirst',
    filter: {},
    grouping: undefined,
  } as const;
  const logs = await timed(() => client.list([], request, signal));
  const path = [`log:${basename(log)}`];
  const samples = await timed(() => client.list(path, request, signal));
  const last = samples.made.items.at(-1);
  const ref = { connection: 'c', path, run: last && last.kind !== 'collection' ? last.ref.run : '' };
  const sample = await timed(() => client.run(ref, signal));
  const { heapUsed, rss } = process.memoryUsage();
  return {
    ...{ listLogsMs: logs.ms, listSamplesMs: samples.ms, openSampleMs: sample.ms },
    turns: sample.made.kind === 'run' ? (sample.made.turns?.length ?? 0) : 0,
    rows: samples.made.total ?? 0,
    ...{ heapMb: heapUsed / 1_000_000, residentMb: rss / 1_000_000 },
  };
}

/** What it costs at least: the bytes, the decoder of Node and `JSON.parse`. */
async function bare(): Promise<BareFigures> {
  const { members } = await ZipFile.open(await rangesOf(log), new AbortController().signal);
  const one = [...members.values()].find(({ name }) => name.startsWith('samples/'));
  if (!one) throw new Error('The log holds no sample.');
  const parse = (packed: Uint8Array): unknown =>
    JSON.parse(new TextDecoder().decode(zstdDecompressSync(packed)));
  const oneSample = await timed(async () => {
    const handle = await open(log);
    const bytes = Buffer.alloc(one.packed);
    await handle.read(bytes, 0, one.packed, one.offset + 30 + Buffer.byteLength(one.name));
    await handle.close();
    return parse(bytes);
  });
  const everything = await timed(async () => {
    const whole = await readFile(log);
    if (whole.length !== (await stat(log)).size) throw new Error('The log was not read as a whole.');
    for (const { name, offset, packed } of members.values()) {
      const start = offset + 30 + Buffer.byteLength(name);
      parse(whole.subarray(start, start + packed));
    }
  });
  return { everythingMs: everything.ms, oneSampleMs: oneSample.ms };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly made: T; readonly ms: number }> {
  const start = performance.now();
  const made = await work();
  return { made, ms: performance.now() - start };
}
