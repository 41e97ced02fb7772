/** Criteria with figures, and runs that are one try of several, as people read them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { arrangeRuns, defaultView } from '../../../src/core/rows/view.ts';
import { csvPieces } from '../../../src/export/csv.ts';
import { htmlPieces } from '../../../src/export/html.ts';
import { markdownOf } from '../../../src/export/markdown.ts';
import { batchRule } from '../../../src/export/redaction/redact.ts';
import { redactedRun } from '../../../src/export/redaction/redactRun.ts';
import { builtInRules } from '../../../src/export/redaction/rules.ts';
import { criteriaPage, runView } from '../../../src/panel/run/view.ts';
import { tooltipOf } from '../../../src/vscode/tree/tooltips.ts';
import { summaryFacts } from '../../../webview/run/facts.ts';
import { makeCriterion, makeRun } from '../../webview/support/runs.ts';
import { exported, joined } from './support.ts';

const run = makeRun({
  ...{ verdict: 'failed', reason: 'criterion not met: Fast (and 1 more)', turns: undefined },
  repeat: { case: 'refund ann@example.org', number: 2, total: 5 },
  criteria: [
    makeCriterion('Fast', { met: 'notMet', score: 1 / 3, weight: 2, required: true, turn: 1 }),
    makeCriterion('Kind', { met: 'notMet', score: 0, required: false }),
    makeCriterion('Short', { met: 'met' }),
  ],
});

test('documents tell them', () => {
  const markdown = markdownOf(run);
  assert.match(markdown, /- Case: refund ann@example\.org\n- Repeat: 2 of 5\n/);
  assert.match(
    markdown,
    /- \*\*Fast\*\*: not met, score 0\.333, weight 2, required \(turn 2\)\n- \*\*Kind\*\*: not met, score 0\n- \*\*Short\*\*: met\n/,
  );
  const html = joined(htmlPieces(exported(run)));
  assert.ok(html.includes('</strong>: not met, score 0.333, weight 2, required (turn 2)</li>'), html);
  const unknown = { ...run, repeat: { case: 'c', number: 3, total: undefined } };
  assert.match(markdownOf(unknown), /- Case: c\n- Repeat: 3\n/);
});

test('CSV has columns for them', () => {
  const [head = '', row = ''] = joined(csvPieces(exported(run))).split('\r\n');
  const cells = new Map(head.split(',').map((name, index) => [name, row.split(',')[index]]));
  assert.deepEqual(
    ['case', 'repeat', 'repeats', 'criteria', 'criteria_not_met', 'required_not_met'].map((name) =>
      cells.get(name),
    ),
    ['refund ann@example.org', '2', '5', '3', '2', '1'],
  );
});

test('rows, tooltips and the page tell them', () => {
  assert.equal(viewOf({ kind: 'run', item: run }).description, 'Fast +1 · repeat 2 of 5');
  assert.match(
    tooltipOf({ kind: 'run', item: run }, 0) ?? '',
    /\nCase refund ann@example\.org, repeat 2 of 5\n/,
  );
  const page = runView(run, { provider: 'P', trail: [], position: undefined });
  const facts = summaryFacts(page, 0).map(({ label, value }) => `${label} ${value}`);
  assert.ok(facts.includes('Case refund ann@example.org') && facts.includes('Repeat 2 of 5'), facts.join());
  assert.deepEqual(
    criteriaPage(run.criteria, 0, 10_000).map(({ figures, required }) => [figures, required]),
    [
      [['score 0.333', 'weight 2', 'required'], true],
      [['score 0'], false],
      [[], false],
    ],
  );
});

test('the case is looked into by the text filter and by redaction', () => {
  assert.equal(arrangeRuns([run], { ...defaultView, text: 'REFUND ann' }).length, 1);
  const clean = redactedRun(run, builtInRules.map(batchRule));
  assert.equal(clean.kind === 'run' && clean.repeat?.case, 'refund [e-mail]');
});
