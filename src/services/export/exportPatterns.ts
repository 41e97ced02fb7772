/** The person's own patterns (setting `agentRuns.export.redactionPatterns`), run where they can be stopped. */
import { NotRun, TookTooLong, type TimeLimit } from '../../core/kit/timeLimit.ts';
import { beginning } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';
import type { Span } from '../../export/redaction/span.ts';

/** A pattern cannot be used; the message is a sentence for people. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const mostPatterns = 50;
const longestPattern = 1000;
/** For one pattern over the texts of one run. */
const patienceMs = 500;

/** The setting, and what stops a pattern that takes too long. */
export interface OwnPatterns {
  /** As they stand in the settings: anything. */
  readonly patterns: unknown;
  readonly withinTime: TimeLimit;
}

/** @throws PatternError when one is no pattern: nothing may leave that somebody wanted to be redacted */
export function ownRules(own: OwnPatterns, timeoutMs = patienceMs): BatchRule[] {
  if (own.patterns === undefined) return [];
  if (!Array.isArray(own.patterns))
    throw new PatternError(t('The setting for redaction patterns is not a list.'));
  const patterns: readonly unknown[] = own.patterns;
  if (patterns.length > mostPatterns)
    throw new PatternError(t('There are more than {0} redaction patterns.', mostPatterns));
  return patterns.map((pattern, index) =>
    ownRule(pattern, index, (...work) => own.withinTime(timeoutMs, ...work)),
  );
}

function ownRule(
  pattern: unknown,
  index: number,
  inTime: <T>(pattern: string, work: () => T) => T,
): BatchRule {
  const name = t('Redaction pattern {0}', index + 1);
  if (typeof pattern !== 'string' || pattern === '') throw new PatternError(t('{0} is not a text.', name));
  if (pattern.length > longestPattern)
    throw new PatternError(t('{0} is longer than {1} characters.', name, longestPattern));
  let expression: RegExp;
  try {
    expression = expressionOf(pattern);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PatternError(t('{0} cannot be used: {1}.', name, why));
  }
  return {
    id: `own-${index}`,
    label: t('Own pattern: {0}', pattern.length > 60 ? `${beginning(pattern, 59)}…` : pattern),
    placeholder: '[removed]',
    findAll: (texts) => {
      try {
        return inTime(pattern, () => texts.map((text) => spansIn(text, expression)));
      } catch (error) {
        if (error instanceof NotRun) throw new PatternError(notRun(name));
        if (!(error instanceof TookTooLong)) throw error;
        throw new PatternError(t('{0} takes too long on these runs. Make it simpler, or remove it.', name));
      }
    },
  };
}

function notRun(name: string): string {
  return t(
    '{0} is not run in a browser, where nothing can stop it if it never ends. Make it simpler, remove it, or use VS Code on the desktop, which runs it.',
    name,
  );
}

/**
 * With whole characters and classes such as `\p{L}`, as in the search; without, `\p{L}` would silently mean `p{L}`. Patterns
 * that are none so, like `\-`, are taken as they were ever.
 * @throws SyntaxError
 */
function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'giu');
  } catch (error) {
    if (/\\p\{|\\u\{/i.test(pattern)) throw error;
    return new RegExp(pattern, 'gi');
  }
}

function spansIn(text: string, expression: RegExp): Span[] {
  // A person's own expression may match nothing at all.
  return Array.from(text.matchAll(expression))
    .filter(({ 0: found }) => found !== '')
    .map(({ 0: found, index }): Span => [index, index + found.length]);
}
