/** Everything that is shown can be said in another language, and there is room for longer words. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeSampleData } from '../../src/samples/madeData.ts';
import { pseudoLocale } from '../support/l10n/pseudo.ts';
import { pseudoExtension } from '../support/l10n/pseudoExtension.ts';
import { cutOff, strangersAmong, textsOf } from '../support/l10n/strangers.ts';
import { walk } from '../support/l10n/walk.ts';
import { wordsOf } from '../support/l10n/words.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

/** Names of products, and what VS Code itself puts into lists and walkthroughs. */
const others = [
  ...[
    'Cognigy Simulator',
    'The Prompting Company',
    'promptfoo',
    'LangWatch',
    'Inspect',
    'Markdown',
    'HTML',
    'CSV',
  ],
  ...[
    'JSON Lines',
    'JUnit XML',
    'Mark Done',
    'Not completed',
    'Completed',
    'Inspect this in the accessible view',
  ],
  ...[
    'Shift+Alt+F2',
    'Toggle all checkboxes',
    'Progress',
    'Quick Tree',
    '0 Results',
    '0 Selected',
    'localhost',
  ],
];

describe('In a language whose words nobody takes for English', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      extensions: [await pseudoExtension()],
      language: pseudoLocale,
      viewport: { width: 1400, height: 1000 },
    });
  });
  after(() => workbench.close());

  it('no word is English from the welcome view to the search, and none is cut off', async () => {
    const data = [...others, ...sampleTexts()].join('\n');
    const seen: string[] = [];
    const found: string[] = [];
    for await (const surface of walk(workbench, wordsOf(pseudoLocale))) {
      seen.push(surface.name);
      const texts = await textsOf(workbench, surface);
      assert.ok(
        texts.some((text) => text.includes('⟦')),
        `${surface.name} says something`,
      );
      const cut = surface.page ? await cutOff(workbench) : [];
      const all = [...strangersAmong(texts, data), ...cut.map((text) => `cut off: ${text}`)];
      found.push(...all.map((text) => `${surface.name}: ${text}`));
    }
    assert.deepEqual(found, []);
    assert.deepEqual(seen, [
      ...['welcome', 'walkthrough', 'run', 'keys', 'comparison of runs', 'overview', 'menu'],
      ...[
        'comparison of batches',
        'trend',
        'addConnection',
        'groupBy',
        'filterRuns',
        'sortRuns',
        'exportRun',
      ],
      'searchTranscripts',
    ]);
  });
});

/** All names and texts of the sample runs. */
function sampleTexts(): string[] {
  const texts: string[] = [];
  const add = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) {
        texts.push(name);
        add(member);
      }
  };
  const now = Date.now();
  for (const timeline of Object.values(makeSampleData({ seed: 1, start: now })))
    add((timeline as (now: number) => unknown)(now));
  return texts;
}
