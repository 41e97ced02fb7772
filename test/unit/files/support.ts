/** Files in memory, opened by the real provider. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordsInThread } from '../../../src/providers/files/thread.ts';
import type { Item, Run, RunItem } from '../../../src/core/run/run.ts';
import { filesConnection, type FileContent, type OpenFile } from '../../../src/core/provider/runFiles.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { Provider, ProviderClient } from '../../../src/core/provider/provider.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { filesProvider } from '../../../src/providers/files/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { root } from '../invariants/sources.ts';

export interface FilesRig {
  readonly client: ProviderClient;
  /** Name to content; what is put here is open. */
  readonly contents: Map<string, FileContent>;
  /** Names, as often as they were read. */
  readonly reads: string[];
  readonly loaded: RunItem[];
  readonly chosen: Map<string, string>;
  /** What is said of a file as a whole. */
  note(name: string): Promise<string | undefined>;
  /** The runs of a file, all of them. */
  items(name: string): Promise<RunItem[]>;
}

export const never = new AbortController().signal;
export const request = {
  cursor: undefined,
  limit: 1000,
  sort: 'newest',
  filter: {},
  grouping: undefined,
} as const;

/** @param worker script of the thread for large files */
export async function filesRig(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  services: readonly Provider[] = [cognigy, promptingCompany, promptfoo, langwatch, inspect],
  worker?: URL,
): Promise<FilesRig> {
  const contents = new Map<string, FileContent>();
  const reads: string[] = [];
  const loaded: RunItem[] = [];
  const chosen = new Map<string, string>();
  const open = new Map<string, OpenFile>();
  const openFile = (name: string): OpenFile => {
    const run = chosen.get(name);
    const known = open.get(name);
    if (known && known.run === run) return known;
    const file = { uri: uriOf(name), name, where: name, run };
    open.set(name, file);
    return file;
  };
  for (const [name, content] of Object.entries(files)) contents.set(name, contentOf(content));
  const provider = filesProvider({
    files: {
      open: () =>
        Promise.resolve({
          list: () => {
            for (const name of open.keys()) if (!contents.has(name)) open.delete(name);
            return [...contents.keys()].map(openFile);
          },
          read: (uri, known) => {
            const name = decodeURIComponent(uri.slice('file:///'.length));
            reads.push(name);
            const content = contents.get(name);
            return Promise.resolve(content?.stamp === known ? undefined : content);
          },
        }),
    },
    services,
    knownRuns: (service) => loaded.filter((item) => item.provider === service),
    inThread: worker && ((...job) => recordsInThread(worker, ...job)),
  });
  const client = await provider.connect(filesConnection, {
    get: () => Promise.reject(new Error('a request')),
  });
  return {
    ...{ client, contents, reads, loaded, chosen },
    note: async (name) => (await client.list([uriOf(name)], request, never)).note,
    items: async (name) => runsOf((await client.list([uriOf(name)], request, never)).items),
  };
}

export function contentOf(content: string | Uint8Array, stamp = '1'): FileContent {
  return { bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content, stamp };
}

export function uriOf(name: string): string {
  return `file:///${encodeURIComponent(name)}`;
}

export function fixture(name: string): string {
  return readFileSync(join(root, 'test/fixtures/files', name), 'utf8');
}

export async function read(name: string, content: string | Uint8Array): Promise<RunItem[]> {
  return (await filesRig({ [name]: content })).items(name);
}

/** The sentence with which a file is refused. */
export async function refusal(name: string, content: string | Uint8Array): Promise<string> {
  try {
    await read(name, content);
  } catch (error) {
    if (isProviderError(error)) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

export async function noteOf(name: string, content: string | Uint8Array): Promise<string | undefined> {
  return (await filesRig({ [name]: content })).note(name);
}

/** Role and text of each turn of a run. */
export function saidIn(
  item: RunItem | undefined,
): (readonly [role: string | undefined, text: string | undefined])[] {
  return (whole(item).turns ?? []).map(({ role, text }) => [role, text]);
}

/** What a row would say: title and outcome, or the problem. */
export function rowsOf(items: readonly RunItem[]): string[] {
  return items.map((item) =>
    item.kind === 'run' ? `${item.title} ${item.verdict}` : `${item.title}: ${item.problem}`,
  );
}

export function runsOf(items: readonly Item[]): RunItem[] {
  return items.filter((item) => item.kind !== 'collection');
}

export function whole(item: RunItem | undefined): Run {
  if (item?.kind === 'run') return item;
  throw new Error(item ? `broken: ${item.problem}` : 'no run');
}
