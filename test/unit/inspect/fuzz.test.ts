/**
 * A property over damaged logs: nothing crashes or hangs, and what is thrown is a sentence. FUZZ_ROUNDS=1000000 tries
 * longer, FUZZ_SEED=n begins elsewhere; a failure names its seed.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { Item } from '../../../src/core/run/run.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { InspectSource } from '../../../src/providers/inspect/source.ts';
import { mutated, randomFrom } from '../fuzz/mutate.ts';
import { zipOf } from '../../support/inspect/zip.ts';
import { fileOf, folderOf, header, membersOf, never, sampleOf, summaryOf } from './support.ts';

const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 1500);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);
const request = {
  cursor: undefined,
  limit: 50,
  sort: 'failedFirst',
  filter: {},
  grouping: undefined,
} as const;

const messages = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'on' },
      { type: 'image', image: 'attachment://1' },
    ],
  },
  { role: 'assistant', content: 'done', tool_calls: [{ id: 'c', function: 'f', arguments: { n: 1 } }] },
  {
    role: 'tool',
    content: 'x',
    tool_call_id: 'c',
    function: 'f',
    error: { type: 'timeout', message: 'slow' },
  },
];
const told = {
  scores: { a: { value: 'I', answer: 'x' }, b: { value: { c: 1, d: 0.5 } } },
  limit: { type: 'token' },
};
const head = { ...header, stats: { started_at: '2026-11-01T10:00:00Z' }, error: { message: 'no' } };
const sample = sampleOf('b', {
  messages,
  ...told,
  attachments: { 1: 'data:image/png;base64,AA' },
  error: { message: 'm' },
});
const summary = summaryOf('b', { ...told, limit: 'token', error: 'm' });
const jsonLog = { ...head, samples: [sample, sampleOf('a')] };

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** One of a log's members is damaged, and packed again. */
function damagedMember(seed: number): Uint8Array {
  const random = randomFrom(seed);
  const members = membersOf({
    header: head,
    summaries: [summary],
    samples: { b_epoch_1: sample },
    how: 'stored',
  });
  const at = seed % members.length;
  return zipOf(
    members.map((member, index) =>
      index === at ? { ...member, text: decode(mutated(JSON.parse(member.text), random)) } : member,
    ),
  );
}

/** Bytes of the file are others, or it breaks off. */
function damagedBytes(seed: number): Uint8Array {
  const random = randomFrom(seed);
  const how = (['zstd', 'deflate', 'stored', 'behind'] as const)[seed % 4] ?? 'zstd';
  const bytes = zipOf(
    membersOf({ header: head, summaries: [summary], samples: { b_epoch_1: sample }, how }),
    {
      long: seed % 3 === 0,
    },
  );
  for (let flips = 1 + (seed % 4); flips > 0; flips--)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return seed % 5 === 0 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}

async function holds(name: string, bytes: Uint8Array): Promise<void> {
  const source = new InspectSource(
    { id: 'c', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' },
    folderOf(new Map([[name, fileOf(bytes)]])),
    () => 0,
  );
  // Even a log that cannot be read has its row.
  const { items } = await source.list([], request, never);
  if (name.endsWith('.eval')) assert.equal(items.length, 1);
  shown(items);
  const rows = await orSentence(source.list([`log:${name}`], request, never));
  shown(rows?.items ?? []);
  for (const row of rows?.items ?? []) {
    const item = row.kind === 'collection' ? undefined : await orSentence(source.run(row.ref, never));
    if (!item) continue;
    shown([item]);
    markdownOf(item);
    assert.doesNotThrow(() => JSON.parse(item.raw()));
  }
}

function shown(items: readonly Item[]): void {
  for (const item of items) {
    const row =
      item.kind === 'collection' ? ({ kind: 'collection', item } as const) : ({ kind: 'run', item } as const);
    assert.notEqual(viewOf(row as Parameters<typeof viewOf>[0]).label, '');
  }
}

async function orSentence<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isProviderError(error)) return undefined;
    throw error;
  }
}

describe('A damaged log ends in rows and sentences', () => {
  const kinds = {
    'with a damaged member': ['a.eval', damagedMember],
    'with damaged bytes': ['a.eval', damagedBytes],
    'in JSON': ['a.json', (seed: number) => mutated(structuredClone(jsonLog), randomFrom(seed))],
  } as const;
  for (const [what, [name, damaged]] of Object.entries(kinds))
    it(what, { timeout: Infinity }, async () => {
      for (let seed = firstSeed; seed < firstSeed + rounds / 3; seed++)
        try {
          await holds(name, damaged(seed));
        } catch (error) {
          throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
        }
    });
});
