/** How a run was judged (docs/contracts.md C7): verdict, error, reason, and the parts of the grading as criteria. */
import { t } from '../../core/kit/l10n.ts';
import {
  isObject,
  listOf,
  numberOf,
  sameData,
  textOf,
  without,
  type JsonObject,
} from '../../core/kit/json.ts';
import type { Criterion, Json, RunError, Verdict } from '../../core/run/run.ts';
import { oneLine } from '../criteria.ts';
import { memberOf, wordOf } from '../values.ts';
import { reported } from './values.ts';

export interface Grades {
  readonly verdict: Verdict;
  readonly error: RunError | undefined;
  readonly reason: string | undefined;
  readonly criteria: readonly Criterion[];
}

export function gradesOf(result: JsonObject): Grades {
  const grading = result['gradingResult'];
  const criteria = partsOf(listOf(memberOf(grading, 'componentResults')));
  if (kindOf(result) === 'errored') {
    const error = errorOf(result);
    return { verdict: 'none', error, reason: oneLine(error.message), criteria };
  }
  if (result['success'] !== false)
    return {
      verdict: result['success'] === true && isJudged(result) ? 'passed' : 'none',
      error: undefined,
      reason: undefined,
      criteria,
    };
  // `error` repeats the reason of the assertion that failed.
  const lead = criteria.find(({ met, reason }) => met === 'notMet' && reason !== undefined);
  const words = lead?.reason ?? textOf(memberOf(grading, 'reason')) ?? textOf(result['error']);
  return { verdict: 'failed', error: undefined, reason: oneLine(words), criteria };
}

/**
 * The service's filters sort by the same: whether it succeeded, and why not (0 none, 1 an assertion, 2 an error).
 * Components say nothing of it, since weights and thresholds decide.
 */
export function kindOf(result: JsonObject): 'passed' | 'failed' | 'errored' {
  const { success, failureReason, error } = result;
  if (success === true) return 'passed';
  if (failureReason === 2) return 'errored';
  // Before there was a reason for the failure, a result that nobody graded was an error.
  const ungraded = typeof failureReason !== 'number' && !isObject(result['gradingResult']);
  return ungraded && textOf(error) !== undefined ? 'errored' : 'failed';
}

/** A test without assertions passes, too; nobody judged it. */
function isJudged(result: JsonObject): boolean {
  const grading = result['gradingResult'];
  if (listOf(memberOf(grading, 'componentResults')).length > 0) return true;
  if (memberOf(grading, 'reason') === 'No assertions') return false;
  const asserts = memberOf(result, 'testCase', 'assert');
  return isObject(grading) || !Array.isArray(asserts) || asserts.length > 0;
}

/** What was thrown comes with its stack: the first line is what people read. */
function errorOf(result: JsonObject): RunError {
  const text = textOf(result['error']) ?? textOf(memberOf(result, 'response', 'error'));
  const [message = '', ...stack] = (text ?? '').split('\n');
  const details = reported({
    stack: stack.length === 0 ? undefined : stack.join('\n'),
    context: memberOf(result, 'metadata', 'errorContext'),
  });
  return {
    message: textOf(message.trim()),
    technicalDetails: Object.keys(details).length === 0 ? undefined : details,
  };
}

/** The parts of a set of assertions are listed in it, and once more behind it. */
function partsOf(components: readonly Json[]): Criterion[] {
  const nested = components.flatMap((component) => listOf(memberOf(component, 'componentResults')));
  const own = components.filter((component) => {
    if (isSet(component)) return true;
    const twin = nested.findIndex((other) => sameData(other, component));
    if (twin < 0) return true;
    nested.splice(twin, 1);
    return false;
  });
  return own.filter(isObject).map(criterionOf);
}

function isSet(component: Json): boolean {
  return listOf(memberOf(component, 'componentResults')).length > 0;
}

function criterionOf(component: JsonObject): Criterion {
  const assertion = component['assertion'] ?? memberOf(component, 'metadata', 'assertionSet');
  const type = textOf(memberOf(assertion, 'type'));
  const value = wordOf(memberOf(assertion, 'value'));
  const { pass } = component;
  return {
    name:
      textOf(memberOf(assertion, 'metric')) ??
      ([type, value].filter((word) => word !== undefined).join(': ') || t('assertion')),
    text: value,
    type,
    met: pass === true ? 'met' : pass === false ? 'notMet' : 'notReported',
    score: numberOf(component['score']),
    weight: numberOf(memberOf(assertion, 'weight')),
    required: undefined,
    reason: textOf(component['reason']),
    turn: undefined,
    raw: assertion,
    result: without(component, new Set(['assertion'])),
  };
}
