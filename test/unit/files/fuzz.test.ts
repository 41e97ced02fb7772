/**
 * A property over damaged files: nothing crashes or hangs, what is refused says where, every run that still has an
 * id has its row, and no request is made. FUZZ_ROUNDS=1000000 tries longer, FUZZ_SEED=n begins elsewhere.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { savedRunText } from '../../../src/core/run/savedRun.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { prettyJson } from '../../../src/export/prettyJson.ts';
import { mutated, randomFrom } from '../fuzz/mutate.ts';
import { fixture, read } from './support.ts';

const rounds = Number(process.env['FUZZ_ROUNDS'] ?? 4000);
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 1);

const logs = 'logs-00000002-0000-4000-8000-000000000000.json';
const names = ['cognigy-list.json', 'prompting-list.json', logs, 'conversation.json', 'messages.json'];

describe('Damaged run files', () => {
  for (const name of names)
    it(`like ${name} never crash, and lose no run that still has an id`, { timeout: Infinity }, async () => {
      const answer: unknown = JSON.parse(fixture(name));
      for (let seed = firstSeed; seed < firstSeed + rounds / names.length; seed++) {
        const bytes = mutated(structuredClone(answer), randomFrom(seed));
        await holds(name, bytes, seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
        });
      }
      assert.equal(Reflect.get({}, 'x'), undefined);
    });

  it('cut off at any place show what is whole, or say where they end', async () => {
    for (const name of ['cognigy-list.json', 'mixed.jsonl']) {
      const text = fixture(name).trimEnd();
      for (let at = 1; at < text.length; at += 31) {
        const items = await read(name, text.slice(0, at)).catch((error: unknown) => {
          assert.ok(isProviderError(error), String(error));
          assert.match(error.message, /cannot be read: line \d+, column \d+: |holds no runs/);
        });
        const whole = items?.filter(({ kind }) => kind === 'run').length ?? 0;
        const before = text.slice(0, at).split('"successCriteria"').length - 2;
        assert.ok(name !== 'cognigy-list.json' || whole >= before, `${name} ${at}: ${whole} of ${before}`);
      }
    }
  });
});

async function holds(name: string, bytes: Uint8Array, seed: number): Promise<void> {
  const items = await read(name, bytes).catch((error: unknown) => {
    assert.ok(isProviderError(error), error instanceof Error ? error.stack : String(error));
    assert.match(error.message, / cannot be read: | holds no runs: /);
    return [];
  });
  assert.equal(new Set(items.map(({ ref }) => ref.run)).size, items.length);
  const shown = new Set(items.map(({ ref }) => ref.run.replace(/ \(\d+\)$/, '')));
  for (const id of idsIn(bytes)) assert.ok(shown.has(id), `run ${id} is not shown`);
  for (const item of items) {
    assert.notEqual(viewOf({ kind: 'run', item }).label, '');
    if (seed % 10 !== 0) continue;
    prettyJson(item.raw());
    markdownOf(item);
    if (item.kind === 'run')
      savedRunText(item, { savedAt: undefined, origin: undefined, trail: [], path: [] });
  }
}

/** Runs that a reader of the bytes would count: in the list of their service, with what makes them one. */
function idsIn(bytes: Uint8Array): string[] {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Loose;
    const list = value?.data?.runs ?? value?.data;
    if (!Array.isArray(list) || !list.some(isRun)) return [];
    return list.filter(isRun).flatMap(({ id, referenceId }) => textOf(referenceId) ?? textOf(id) ?? []);
  } catch {
    return [];
  }
}

type Loose = { data?: { runs?: unknown } } | null | undefined;
type LooseRun = Readonly<Record<string, unknown>>;

function isRun(run: unknown): run is LooseRun {
  if (typeof run !== 'object' || run === null) return false;
  return (
    Object.hasOwn(run, 'simulationRunBatchReference') ||
    (Object.hasOwn(run, 'costUsd') && Object.hasOwn(run, 'overallScore'))
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
