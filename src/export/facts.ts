/** What the readable exports say of a run, in words. */
import { formatCount, formatDuration, formatPart, formatPercent } from '../core/kit/format.ts';
import { msg, sent, t, type Message } from '../core/kit/l10n.ts';
import { commas } from '../core/kit/punctuation.ts';
import { factText, reportedFacts } from '../core/run/facts.ts';
import { criterionWords } from '../core/run/criterionWords.ts';
import { outcomeWord } from '../core/run/outcomeWords.ts';
import type { Criterion, Json, Met, Run, State } from '../core/run/run.ts';
import { momentText } from './moments.ts';

/** Name and value of everything that is known of a run in one line each; what was not reported is left out. */
export function factsOf(run: Run): (readonly [name: string, value: string])[] {
  const duration =
    run.duration &&
    `${formatDuration(run.duration.ms)}${run.duration.assumedUnit ? t(' (reported: {0})', run.duration.raw) : ''}`;
  const rate = run.successRate;
  const facts: [string, string | undefined][] = [
    [t('Case'), run.repeat?.case],
    [t('Repeat'), run.repeat && formatPart(run.repeat.number, run.repeat.total)],
    [t('State'), run.rawState ?? t(states[run.state])],
    [t('Verdict'), run.verdict === 'none' ? t('none') : outcomeWord(run.verdict)],
    [t('Success rate'), rate?.percentage === undefined ? undefined : formatPercent(rate.percentage)],
    [t('Conversation ended'), yesOrNo(run.conversationEnded)],
    [t('Duration'), duration],
    [t('Created'), run.createdAt && momentText(run.createdAt)],
    [t('Started'), run.startedAt && momentText(run.startedAt)],
    [t('Completed'), run.completedAt && momentText(run.completedAt)],
    [t('Updated'), run.updatedAt && momentText(run.updatedAt)],
    [t('Deleted'), run.deletedAt && momentText(run.deletedAt)],
    [t('Expires'), run.expiresAt && momentText(run.expiresAt)],
    [t('Turns'), turnsOf(run)],
    ...reportedFacts(run.facts).map((fact): [string, string] => [t(sent(fact.about.label)), factText(fact)]),
    ...run.ids.map(([name, value]): [string, string] => [t('{0} id', t(sent(name))), value]),
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

const states: Readonly<Record<State, Message>> = {
  queued: msg('queued'),
  running: msg('running'),
  stopped: msg('stopped'),
  finished: msg('finished'),
  unknown: msg('unknown'),
};

function yesOrNo(flag: boolean | undefined): string | undefined {
  return flag === undefined ? undefined : flag ? t('yes') : t('no');
}

function turnsOf(run: Run): string | undefined {
  const turns = run.turns?.length ?? run.totalTurns;
  if (turns === undefined) return undefined;
  return run.maxTurns === undefined
    ? formatCount(turns)
    : t('{0} of at most {1}', formatCount(turns), formatCount(run.maxTurns));
}

/** `not met, score 0.4, weight 2, required (turn 3)`. */
export function resultOf(criterion: Criterion): string {
  const cited = criterion.turn === undefined ? '' : t(' (turn {0})', criterion.turn + 1);
  return `${commas([t(metWords[criterion.met]), ...criterionWords(criterion)])}${cited}`;
}

const metWords: Readonly<Record<Met, Message>> = {
  met: msg('met'),
  notMet: msg('not met'),
  notReported: msg('not reported'),
};

/** JSON.stringify recurses; data of 100,000 levels must not end the document. */
export function printed(value: Json): string {
  try {
    return withoutWrittenEscapes(JSON.stringify(value, null, 2));
  } catch {
    return t('This data is nested too deeply to print here. See the raw JSON.');
  }
}

/** Escape sequences of a terminal as JSON writes them; a backslash of the text itself is written as two. */
function withoutWrittenEscapes(json: string): string {
  return json.includes('\\u001b') ? json.replace(writtenEscape, '$1') : json;
}

const writtenEscape =
  /(\\\\)|\\u001b(?:\[[0-?]*[ -/]*[@-~]|\](?:[^"\\]|\\[^u]){0,2000}\\u00(?:07|1b\\\\)|[ -/]{0,3}[0-Z^-~])/g;
