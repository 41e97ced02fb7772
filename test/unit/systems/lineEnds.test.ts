/** Programs on Windows end lines with CR LF; what is read of their words is the same. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorKeyOf } from '../../../src/analysis/clusters/errorKey.ts';
import { runFrom as langwatchRun, sent } from '../langwatch/support.ts';
import { cell, runFrom as promptfooRun } from '../promptfoo/support.ts';

const windows = (text: string) => text.replaceAll('\n', '\r\n');

test("an error's first line is its message, without what ends the line", () => {
  const error = windows('It broke\n  at x');
  assert.equal(langwatchRun(sent({ status: 'ERROR', results: { error } })).error?.message, 'It broke');
  const failed = promptfooRun(cell({ success: false, failureReason: 2, error, gradingResult: null }));
  assert.equal(failed.error?.message, 'It broke');
});

test('runs that failed alike are one group, wherever they ran', () => {
  const stacks = [
    'TimeoutError: slow\n    at lookUp (tools/orders.ts:88:7)\n    at run (agent.ts:3:1)',
    'Traceback:\n  File "tools/orders.py", line 8, in look_up\nTimeoutError: slow',
  ];
  for (const stack of stacks)
    assert.deepEqual(
      errorKeyOf({ message: 'x', technicalDetails: { stack: windows(stack) } }),
      errorKeyOf({ message: 'x', technicalDetails: { stack } }),
    );
  const [posix = ''] = stacks;
  const backslashes = posix.replace('tools/orders.ts', 'C:\\agent\\tools\\orders.ts');
  assert.equal(
    errorKeyOf({ message: 'x', technicalDetails: { stack: backslashes } }).key,
    errorKeyOf({ message: 'x', technicalDetails: { stack: posix } }).key,
  );
});
