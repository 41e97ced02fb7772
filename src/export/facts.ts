/** What the readable exports say of a run, in words. */
import { formatCount, formatDuration, formatPart, formatPercent } from '../core/kit/format.ts';
import { factText, reportedFacts } from '../core/run/facts.ts';
import { criterionWords } from '../core/run/criterionWords.ts';
import type { Criterion, Json, Met, Run } from '../core/run/run.ts';
import { momentText } from './moments.ts';

/** Name and value of everything that is known of a run in one line each; what was not reported is left out. */
export function factsOf(run: Run): (readonly [name: string, value: string])[] {
  const duration =
    run.duration &&
    `${formatDuration(run.duration.ms)}${run.duration.assumedUnit ? ` (reported: ${run.duration.raw})` : ''}`;
  const rate = run.successRate;
  const facts: [string, string | undefined][] = [
    ['Case', run.repeat?.case],
    ['Repeat', run.repeat && formatPart(run.repeat.number, run.repeat.total)],
    ['State', run.rawState ?? run.state],
    ['Verdict', run.verdict],
    ['Success rate', rate?.percentage === undefined ? undefined : formatPercent(rate.percentage)],
    ['Conversation ended', yesOrNo(run.conversationEnded)],
    ['Duration', duration],
    ['Created', run.createdAt && momentText(run.createdAt)],
    ['Started', run.startedAt && momentText(run.startedAt)],
    ['Completed', run.completedAt && momentText(run.completedAt)],
    ['Updated', run.updatedAt && momentText(run.updatedAt)],
    ['Deleted', run.deletedAt && momentText(run.deletedAt)],
    ['Expires', run.expiresAt && momentText(run.expiresAt)],
    ['Turns', turnsOf(run)],
    ...reportedFacts(run.facts).map((fact): [string, string] => [fact.about.label, factText(fact)]),
    ...run.ids.map(([name, value]): [string, string] => [`${name} id`, value]),
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function yesOrNo(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? 'yes' : 'no';
}

function turnsOf(run: Run): string | undefined {
  const turns = run.turns?.length ?? run.totalTurns;
  if (turns === undefined) return undefined;
  return run.maxTurns === undefined
    ? formatCount(turns)
    : `${formatCount(turns)} of at most ${formatCount(run.maxTurns)}`;
}

/** `not met, score 0.4, weight 2, required (turn 3)`. */
export function resultOf(criterion: Criterion): string {
  const cited = criterion.turn === undefined ? '' : ` (turn ${criterion.turn + 1})`;
  return `${[metWords[criterion.met], ...criterionWords(criterion)].join(', ')}${cited}`;
}

const metWords: Readonly<Record<Met, string>> = {
  met: 'met',
  notMet: 'not met',
  notReported: 'not reported',
};

/** JSON.stringify recurses; data of 100,000 levels must not end the document. */
export function printed(value: Json): string {
  try {
    return withoutWrittenEscapes(JSON.stringify(value, null, 2));
  } catch {
    return 'This data is nested too deeply to print here. See the raw JSON.';
  }
}

/** Escape sequences of a terminal as JSON writes them; a backslash of the text itself is written as two. */
function withoutWrittenEscapes(json: string): string {
  return json.includes('\\u001b') ? json.replace(writtenEscape, '$1') : json;
}

const writtenEscape =
  /(\\\\)|\\u001b(?:\[[0-?]*[ -/]*[@-~]|\](?:[^"\\]|\\[^u]){0,2000}\\u00(?:07|1b\\\\)|[ -/]{0,3}[0-Z^-~])/g;
