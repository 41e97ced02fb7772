/** Failed runs in groups: as rows below the batch, and named where they stand elsewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { childRows, rowKey, type Row } from '../../../src/core/rows/tree.ts';
import { defaultView, failuresOnly, type ViewOptions } from '../../../src/core/rows/view.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import { Arrangement } from '../../../src/services/arrangement.ts';
import { rowOf } from '../../../src/services/chooser.ts';
import { FailureGroups } from '../../../src/services/failureGroups.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { makeCriterion } from '../../webview/support/runs.ts';
import { place, runAt } from '../core/support.ts';

const silent = { turns: undefined, totalTurns: undefined };
const missing = (id: string, ...names: string[]) =>
  runAt(id, {
    ...silent,
    verdict: 'failed',
    reason: `criterion not met: ${names[0]}${names.length > 1 ? ` (and ${names.length - 1} more)` : ''}`,
    criteria: names.map((name) =>
      makeCriterion(name, { text: name, met: 'notMet', reason: `The agent left out ${name}.` }),
    ),
  });
const erring = (id: string) =>
  runAt(id, {
    ...silent,
    verdict: 'none',
    reason: 'Time ran out.',
    error: { message: 'Time ran out.' } as never,
  });

const batch: readonly RunItem[] = [
  runAt('ok', { ...silent, verdict: 'passed' }),
  missing('a1', 'Price'),
  missing('b1', 'Price', 'Date'),
  erring('e1'),
  missing('a2', 'Price'),
  erring('e2'),
  missing('a3', 'Price'),
];
const listed = (items: readonly RunItem[]): Listing => ({ ...emptyListing, ...place, items, loaded: true });

async function rowsOf(items: readonly RunItem[], view: Partial<ViewOptions>): Promise<Row[]> {
  const listing = listed(items);
  const groups = await new FailureGroups().of(listing);
  const options = { ...defaultView, ...view };
  return childRows(listing, [], options, () => undefined, undefined, groups);
}

/** `label | description`, rows of a group indented. */
function said(rows: readonly Row[], depth = ''): string[] {
  return rows.flatMap((row) => {
    const { icon, label, description } = viewOf(row);
    return [
      `${depth}[${icon}] ${[label, description].filter(Boolean).join(' | ')}`,
      ...(row.kind === 'group' ? said(row.rows, `${depth}  `) : []),
    ];
  });
}

test('by failure group, failed runs stand below what they have in common, the others after them', async () => {
  assert.deepEqual(said(await rowsOf(batch, { failureGroups: true })), [
    '[error] Price | 3 runs',
    '  [error] a1 | Price',
    '  [error] a2 | Price',
    '  [error] a3 | Price',
    '[bug] Time ran out. | 2 runs',
    '  [bug] e1 | Time ran out.',
    '  [bug] e2 | Time ran out.',
    '[error] Date + Price | 1 run',
    '  [error] b1 | Price +1',
    '[pass] ok',
  ]);
});

test('a group says why it is one, its key is the same in every batch, and it is found in a menu', async () => {
  const [row] = await rowsOf(batch, { failureGroups: true });
  const [again] = await rowsOf([missing('x', 'Price'), missing('y', 'Price')], { failureGroups: true });
  assert.ok(row && again);
  assert.equal(rowKey(row), rowKey(again));
  assert.match(rowKey(row), /^c\/s\/b!group /);
  const view = viewOf(row);
  assert.equal(view.context, 'group');
  assert.equal(view.expandable, true);
  assert.equal(
    view.accessibleLabel,
    'Failure group Price, failed, 3 runs, Exactly 1 criterion not met: Price.',
  );
  assert.equal(
    tooltipOf(row, 0),
    'Price\nExactly 1 criterion not met: Price.\nReason: The agent left out Price.',
  );
  assert.equal(rowOf({ key: 'k', row }), row);
});

test('a filter hides runs of a group, and the group says of how many', async () => {
  const rows = await rowsOf([...batch.slice(0, 4), ...batch.slice(4)], {
    failureGroups: true,
    ...failuresOnly,
    text: 'a2',
  });
  assert.deepEqual(said(rows), ['[error] Price | 1 of 3 runs', '  [error] a2 | Price']);
});

test('in its own order, the row of a failed run names the group that it shares with others', async () => {
  const rows = await rowsOf(batch, { sort: 'sequence' });
  assert.deepEqual(said(rows), [
    '[pass] ok',
    '[error] a1 | Price · 3 alike',
    '[error] b1 | Price +1',
    '[bug] e1 | Time ran out. · 2 alike',
    '[error] a2 | Price · 3 alike',
    '[bug] e2 | Time ran out. · 2 alike',
    '[error] a3 | Price · 3 alike',
  ]);
  const first = rows[1];
  assert.ok(first);
  assert.match(viewOf(first).accessibleLabel, /in the failure group Price \(3 runs\)$/);
  assert.match(tooltipOf(first, 0) ?? '', /\nFailure group: Price \(3 runs\)$/);
});

test('where three or more are alone, one row holds them', async () => {
  const items = ['Tone', 'Length', 'Source'].map((name, at) => missing(`r${at}`, name));
  assert.deepEqual(
    said(await rowsOf([...items, missing('x', 'Price'), missing('y', 'Price')], { failureGroups: true })),
    [
      '[error] Price | 2 runs',
      '  [error] x | Price',
      '  [error] y | Price',
      '[error] Others | 3 runs',
      '  [error] r0 | Tone',
      '  [error] r1 | Length',
      '  [error] r2 | Source',
    ],
  );
});

test('groups are found once for what is listed, and anew when that changes', async () => {
  const groups = new FailureGroups();
  const listing = listed(batch);
  const first = await groups.of(listing);
  assert.equal(await groups.of({ ...listing, loading: true }), first);
  assert.notEqual(await groups.of(listed([...batch])), first);
  assert.deepEqual(await groups.of(listed([runAt('ok')])), []);
});

/** Rows of a batch that is held against another one, grouped. */
async function aged(
  now: readonly RunItem[],
  before: readonly RunItem[],
  more: { readonly view?: Partial<ViewOptions>; readonly baseline?: Partial<Listing> } = {},
): Promise<Row[]> {
  const listing = listed(now);
  const baseline = { ...listed(before), path: ['s', 'before'], ...more.baseline };
  const groups = await new FailureGroups().of(listing, baseline);
  const view = { ...defaultView, failureGroups: true, ...more.view };
  return childRows(listing, [], view, () => undefined, undefined, groups);
}

const heads = (rows: readonly Row[]) => said(rows).filter((line) => !line.startsWith(' '));
const earlier = [missing('p1', 'Price'), missing('t1', 'Tone'), missing('t2', 'Tone')];

test('against the baseline, groups are new, known or gone; those that are gone have no rows below them', async () => {
  const rows = await aged(batch, earlier);
  assert.deepEqual(heads(rows), [
    '[error] Price | 3 runs · known from the baseline',
    '[bug] Time ran out. | 2 runs · new since the baseline',
    '[error] Date + Price | 1 run · new since the baseline',
    '[check] Tone | gone since the baseline (2 runs there)',
    '[pass] ok',
  ]);
  const [known, , , gone] = rows;
  assert.ok(known && gone);
  assert.deepEqual([viewOf(known).expandable, viewOf(gone).expandable], [true, false]);
  assert.equal(
    viewOf(gone).accessibleLabel,
    'Failure group Tone, failed, gone since the baseline (2 runs there), Exactly 1 criterion not met: Tone.',
  );
  assert.match(tooltipOf(known, 0) ?? '', /^Price\nAgainst the baseline: known\n/);
});

test('nothing is new or gone against a part of a baseline, or one without runs; and nothing gone while runs go on', async () => {
  const part = await aged(batch, earlier, { baseline: { next: 'more' } });
  assert.deepEqual(heads(part).slice(0, 2), ['[error] Price | 3 runs', '[bug] Time ran out. | 2 runs']);
  assert.deepEqual(heads(await aged(batch, [])).slice(0, 1), ['[error] Price | 3 runs']);
  const running = runAt('z', { ...silent, state: 'running', verdict: 'none' });
  assert.ok(!heads(await aged([...batch, running], earlier)).some((line) => line.includes('gone')));
});

test('a filter hides what is gone with what it hides; single runs are joined by their age', async () => {
  const filtered = await aged(batch, earlier, { view: { text: 'a2' } });
  assert.deepEqual(heads(filtered), ['[error] Price | 1 of 3 runs · known from the baseline']);
  const single = ['Length', 'Source', 'Order'].map((name, at) => missing(`r${at}`, name));
  assert.deepEqual(heads(await aged([...single, missing('q', 'Price')], [missing('p1', 'Price')])), [
    '[error] Price | 1 run · known from the baseline',
    '[error] Others | 3 runs · new since the baseline',
  ]);
});

test('groups are found anew when the baseline has changed', async () => {
  const groups = new FailureGroups();
  const [listing, baseline] = [listed(batch), listed(earlier)];
  const first = await groups.of(listing, baseline);
  assert.equal(await groups.of(listing, { ...baseline, loading: true }), first);
  assert.notEqual(await groups.of(listing, listed([...earlier])), first);
  assert.equal((await groups.of(listing))[0]?.age, undefined);
});

test('the choice is kept for the next session', async () => {
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  } as never;
  const arrangement = new Arrangement(memory);
  assert.equal(arrangement.options.failureGroups, false);
  await arrangement.change({ failureGroups: true });
  assert.equal(new Arrangement(memory).options.failureGroups, true);
});
