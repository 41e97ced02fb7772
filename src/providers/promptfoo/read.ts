/** From a result as it came to a run, or to a row that says what is wrong with it. */
import * as z from 'zod/mini';
import { t } from '../../core/kit/l10n.ts';
import { ExactJson } from '../../core/kit/exactJson.ts';
import { isObject, numberOf, parseJsonText, textOf } from '../../core/kit/json.ts';
import { beginning } from '../../core/kit/visible.ts';
import type { Json, RunItem, RunRef } from '../../core/run/run.ts';
import { describeIssue } from '../answer.ts';
import { placedIn, type Placed } from './forms.ts';
import { runOf } from './map.ts';
import { result as resultSchema } from './schema.ts';

/** @param position from 1, to name a result that does not say which test it is of */
export function readResult(placed: Placed, ref: RunRef, raw: () => string, position: number): RunItem {
  const { result } = placed;
  const parsed = z.safeParse(resultSchema, result);
  if (parsed.success && isObject(result)) return runOf(result, placed, ref, raw);
  return {
    kind: 'broken',
    ref,
    hasId: isObject(result) && (textOf(result['id']) !== undefined || 'testIdx' in result),
    provider: 'promptfoo',
    title: titleOf(result, position),
    problem: describeIssue(parsed.error?.issues[0], result),
    raw,
  };
}

function titleOf(result: Json, position: number): string {
  if (!isObject(result)) return t('Run at position {0}', position);
  const test = numberOf(result['testIdx']);
  if (test !== undefined) return t('Test {0}', test + 1);
  const id = textOf(result['id']);
  return id === undefined ? t('Run at position {0}', position) : t('Run {0}', beginning(id, 8));
}

/** @param raw as {@link import('./forms.ts').cellAlone} and its like made it, or a bare result */
export function readSaved(raw: string, ref: RunRef): RunItem {
  const placed = placedIn(parseJsonText(raw), new ExactJson(() => raw));
  return readResult(placed, ref, () => raw, 1);
}
