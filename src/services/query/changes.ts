/** What changed between two batches: first what else than the agent did, then the figures. */
import { secondRatesWords } from '../../analysis/batch/secondRate.ts';
import type { BatchComparison } from '../../analysis/compare/batches.ts';
import type { Comparability } from '../../analysis/compare/comparability.ts';
import {
  countWords,
  differenceLines,
  matchedWords,
  meanWords,
  rateChangeWords,
  runsNeededWords,
} from '../../analysis/compare/words.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Shift } from '../../analysis/compare/shifts.ts';
import { verdictWords } from '../../analysis/words.ts';
import { formatValue } from '../../core/kit/format.ts';
import { cleanText } from './redacted.ts';
import type { Entry, Line } from './sheet.ts';
import type { BatchRule } from '../../export/redaction/redact.ts';

/** Sentences of figures alone: no word of a run is in them. */
export function changeLines(found: BatchComparison, settings: AnalysisSettings): string[] {
  const { a, b, rate, matched, errors, runsNeeded } = found;
  const second = secondRatesWords(a, b, settings);
  return [
    `${rateChangeWords(found)}.`,
    ...(second === undefined ? [] : [second]),
    ...differenceLines(rate),
    ...(matched ? [matchedWords(matched)] : []),
    ...(runsNeeded === null ? [] : [runsNeededWords(rate, runsNeeded)]),
    ...(errors.a.passed + errors.b.passed > 0
      ? [`Errored runs: ${errors.a.passed} before, ${errors.b.passed} now: ${verdictWords(errors)}.`]
      : []),
  ];
}

/** Reasons for care, to be read before any figure. */
export function careEntries({ comparability }: BatchComparison, rules: readonly BatchRule[]): Entry[] {
  return comparability.slice(0, 12).map((each) => ({ lines: clean(careLines(each), rules) }));
}

/** They are whole yet: what is cut out of a text cannot be found by rules any more. */
function clean(lines: readonly Line[], rules: readonly BatchRule[]): Line[] {
  return lines.map((line) =>
    typeof line === 'string' ? line : { ...line, quote: cleanText(line.quote, rules) },
  );
}

function careLines(each: Comparability): Line[] {
  switch (each.kind) {
    case 'criterionText':
      return [
        'care: text or kind of this criterion changed, it is another one now:',
        { quote: each.name, most: 160 },
      ];
    case 'criterionAdded':
      return ['care: this was no criterion before:', { quote: each.name, most: 160 }];
    case 'criterionRemoved':
      return ['care: this is no criterion any more:', { quote: each.name, most: 160 }];
    case 'setup':
      return [
        `care: ${each.label} differs. Before:`,
        ...each.before.slice(0, 3).map((quote) => ({ quote, most: 120 })),
        'Now:',
        ...each.now.slice(0, 3).map((quote) => ({ quote, most: 120 })),
      ];
    case 'otherCases':
    case 'units':
    case 'errors':
    case 'unfinished':
      return [`care: ${each.words}`];
  }
}

/** Criteria of which something may be said; the one that fell most comes first. */
export function criterionChanges(
  { criteria }: BatchComparison,
  most: number,
  rules: readonly BatchRule[],
): Entry[] {
  return criteria
    .filter(
      ({ verdict, a, b }) =>
        verdict === 'lower' || verdict === 'higher' || a.passed * b.judged !== b.passed * a.judged,
    )
    .slice(0, most)
    .map((diff) => ({
      lines: [
        `criterion met in ${countWords(diff.a)} before, ${countWords(diff.b)} now: ${verdictWords(diff)}:`,
        { quote: cleanText(diff.name, rules), most: 160 },
      ],
    }));
}

export function measureChanges({ measures }: BatchComparison): Entry[] {
  return Object.values(measures)
    .filter(({ medianA, medianB }) => medianA !== null && medianB !== null)
    .map((shift) => ({ lines: [measureLine(shift)] }));
}

function measureLine(shift: Shift): string {
  const show = (value: number | null) => (value === null ? 'not reported' : formatValue(shift.kind, value));
  const words = `${shift.label}: median ${show(shift.medianA)} before, ${show(shift.medianB)} now: ${verdictWords(shift)}`;
  return [words, ...meanWords(shift)].join('; ');
}
