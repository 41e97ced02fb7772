/** The analysis of a batch as Markdown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import type { RunItem } from '../../../../src/core/run/run.ts';
import { batchMarkdown } from '../../../../src/panel/batch/markdown.ts';
import { namesOf } from '../../../../src/panel/batch/names.ts';
import { Numbering } from '../../../../src/panel/batch/numbering.ts';
import { batchPicture, noOrder, rememberedClusters } from '../../../../src/panel/batch/view.ts';
import { runOf } from '../../analysis/support.ts';
import { collectionAt } from '../../core/support.ts';

function written(items: readonly RunItem[], clean = (text: string) => text): string {
  const picture = batchPicture(
    items,
    {
      ...{ title: 'Nightly', noun: 'Simulation', trail: ['Shop', 'Refund'], loading: { kind: 'done' } },
      ...{ filter: '', settings: defaultSettings },
    },
    { runs: new Numbering(), groups: new Numbering(), clusters: rememberedClusters(), order: noOrder },
  );
  return batchMarkdown(picture, defaultSettings, clean);
}

const late = (at: number, reason = 'Ask ann@example.com') =>
  runOf(at, { outcome: 'failed', criteria: { 'On | time': reason, Polite: true } });
const good = (at: number) => runOf(at, { criteria: { 'On | time': true, Polite: true } });

test('says figures with their methods, thresholds and counts', () => {
  assert.equal(
    written([late(1), late(2), good(3), good(4), good(5), runOf(6, { outcome: 'errored' })]),
    `# Nightly: 3 of 5 passed (60 %, likely 23–88 %)

Shop › Refund

- 2 failed, 1 errored, 3 passed
- All 6 runs have ended.
- With errored runs counted as failed: 3 of 6 passed (50 %, likely 19–81 %).
- 2 in a row: 30 % (5–78 %), 3 in a row: 10 % (1–69 %), 5 in a row: 0 % (1–53 %)

## Criteria

| criterion | met | fails in the same runs as |
| --- | --- | --- |
| On \\| time | 3 of 5 met (60 %, likely 23–88 %), flaky (2 of 5 not met) |  |
| Polite | 5 of 5 met (100 %, likely 57–100 %), stable |  |

## Failure groups

### 2 runs: On | time

Exactly 1 criterion not met: On | time.

- 2 ×: Ask …

Runs: Run 1, Run 2

### 1 run: broke

The same message, numbers and ids aside.

Runs: Run 6

## Measures

- Turns: median 0, middle half 0 to 0, most 0 (Run 1).

## Method

- Of 6 runs. 95 % interval by Wilson's method: 23–88 %, of 5 judged runs.
- Errored runs are not in the first rate; stopped and unfinished ones, and those without a verdict, are in no rate.
- Intervals: Wilson, 95 %. In a row: pass^k, with the interval's ends to the power of k.
- Groups: by kind of outcome, then by error code and place, or by the exact set of criteria not met; reasons of one wording share at least 70 % of their words.
- Measures: of runs that ended without an error; quartiles from five values on.
`,
  );
});

test('what others wrote is cleaned before it is escaped, and cannot become markup', () => {
  const seen: string[] = [];
  const text = written(
    [late(1, 'secret_one'), runOf(2, { more: { title: '<img src=x> [a](b)' } })],
    (each) => {
      seen.push(each);
      return each.replaceAll('secret_one', '[gone]');
    },
  );
  assert.ok(seen.includes('secret_one'));
  assert.doesNotMatch(text, /secret/);
  assert.match(text, /1 ×: \\\[gone\\\]/);
  assert.doesNotMatch(text, /<img|\]\(b\)/);
});

test('a batch is called as the store knows it, else as the archive kept it', () => {
  const place = { connection: 'c', path: ['s', 'b'] };
  const known = (titles: readonly string[]) => ({ collection: () => undefined, titles: () => titles });
  const archived = runOf(1, {
    more: { archived: { seenAt: 1, gone: undefined, trail: ['Shop', 'Old', 'Kept'] } },
  });
  assert.deepEqual(namesOf(known(['Shop', 'Refund', 'Nightly']), place, []), {
    ...{ title: 'Nightly', noun: 'Batch', trail: ['Shop', 'Refund'] },
  });
  assert.deepEqual(namesOf(known(['Shop']), place, [archived]), {
    ...{ title: 'Kept', noun: 'Batch', trail: ['Shop', 'Old'] },
  });
  const nameless = collectionAt(place.path, {
    ...{ nameless: true, title: 'b', createdAt: { ms: new Date(2026, 10, 24, 20, 22).getTime(), raw: 'x' } },
  });
  const named = { ...known(['Shop', 'Refund', 'b']), collection: () => nameless };
  assert.equal(namesOf(named, place, []).title, 'Simulation of 2026-11-24 20:22:00');
  assert.deepEqual(namesOf(known(['Shop']), place, []), { title: 'Batch', noun: 'Batch', trail: ['Shop'] });
});
