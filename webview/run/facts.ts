import {
  formatCount,
  formatDate,
  formatDuration,
  formatMoment,
  formatPart,
  formatPercent,
  formatValue,
  type ValueKind,
} from '../../src/core/kit/format.ts';
import { msg, t, type Message } from '../../src/core/kit/l10n.ts';
import { agoWords, dateWords } from '../../src/core/kit/dates.ts';
import { commas } from '../../src/core/kit/punctuation.ts';
import type { ShownIn } from '../../src/core/run/facts.ts';
import type { ExpectedField, Moment, Outcome } from '../../src/core/run/run.ts';
import type { FactView, RunView } from '../../src/panel/run/views.ts';

/** One labelled value. `value` is `undefined` where a reader would expect one and the service gave none. */
export interface Fact {
  readonly label: string;
  readonly value: string | undefined;
  /** Whether the value says by itself what it is. */
  readonly plain?: boolean;
  /** Shown on hover: absolute time, raw value, assumed unit. */
  readonly title?: string | undefined;
  /** 0..1, for a bar. */
  readonly share?: number | undefined;
}

/** How an outcome reads at the head of a page; `t` says it. */
export const outcomeWords: Readonly<Record<Outcome, Message>> = {
  ...{ passed: msg('Passed'), failed: msg('Failed'), errored: msg('Error'), stopped: msg('Stopped') },
  ...{ running: msg('Running'), queued: msg('Queued'), unknown: msg('No verdict') },
};

/** The summary's figures in reading order: all that was reported, and what a reader would look for in vain. */
export function summaryFacts(run: RunView, now: number): Fact[] {
  const isExpected = expectedIn(run);
  const facts: (Fact | undefined)[] = [
    stateFact(run),
    durationFact(run),
    turnsFact(run),
    ...shownFacts(run, 'summary', now),
    reported(t('Case'), run.repeat?.case),
    reported(t('Repeat'), run.repeat && formatPart(run.repeat.number, run.repeat.total)),
    reported(t('Run number'), run.sequence === undefined ? undefined : formatCount(run.sequence)),
    momentFact(t('Created'), run.createdAt, now, isExpected('createdAt')),
    momentFact(t('Started'), run.startedAt, now, isExpected('startedAt')),
    momentFact(t('Completed'), run.completedAt, now, isExpected('completedAt') && !run.unfinished),
    momentFact(t('Updated'), run.updatedAt, now, false),
    momentFact(t('Deleted'), run.deletedAt, now, false),
    momentFact(t('Expires'), run.expiresAt, now, isExpected('expiresAt')),
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** The measured figures, with bars where they are parts of a whole. */
export function metricFacts(run: RunView, now: number): Fact[] {
  const { criteria } = run;
  const isExpected = expectedIn(run);
  const ended = run.conversationEnded === undefined ? undefined : run.conversationEnded ? t('yes') : t('no');
  const facts: (Fact | undefined)[] = [
    successFact(run),
    criteria.total === 0 || criteria.notReported === criteria.total
      ? undefined
      : { label: t('Criteria met'), value: formatPart(criteria.met, criteria.total) },
    ...shownFacts(run, 'metrics', now),
    durationFact(run),
    turnsFact(run),
    reported(t('Conversation ended'), ended) ??
      notThere(t('Conversation ended'), isExpected('conversationEnded')),
    reported(t('Verdict'), run.verdict === 'none' ? undefined : t(verdicts[run.verdict])) ??
      notThere(t('Verdict'), isExpected('verdict')),
  ];
  return facts.filter((fact) => fact !== undefined);
}

function expectedIn({ expected }: RunView): (field: ExpectedField) => boolean {
  return (field) => expected.includes(field);
}

function shownFacts(run: RunView, where: ShownIn, now: number): Fact[] {
  return run.facts.filter(({ shown }) => shown.includes(where)).map((fact) => factOf(fact, now));
}

function factOf({ label, kind, value, most }: FactView, now: number): Fact {
  if (value === undefined) return { label, value };
  if (typeof value === 'string') return { label, value, plain: true };
  if (kind === 'moment') return { label, value: formatMoment(value, now), title: formatDate(value) };
  const text = formatValue(kind, value);
  return {
    label,
    plain: kind === 'usd',
    value: most === undefined ? text : t('{0} of {1}', text, formatValue(kind, most)),
    title: reportedWords(value, kind),
    share: most === undefined ? undefined : value / most,
  };
}

const verdicts = { passed: msg('passed'), failed: msg('failed') };

function reportedWords(value: number, kind: ValueKind): string {
  if (kind === 'usd') return t('Reported: {0} US dollars', value);
  if (kind === 'milliseconds') return t('Reported: {0} ms', value);
  return kind === 'percent' ? t('Reported: {0} %', value) : t('Reported: {0}', value);
}

function notThere(label: string, wanted: boolean): Fact | undefined {
  return wanted ? { label, value: undefined } : undefined;
}

function stateFact({ state, rawState, expected }: RunView): Fact | undefined {
  const word = rawState ?? (state === 'unknown' ? undefined : t(states[state]));
  return reported(t('State'), word) ?? notThere(t('State'), expected.includes('state'));
}

const states = {
  ...{ queued: msg('queued'), running: msg('running'), finished: msg('finished'), stopped: msg('stopped') },
};

/** `14 of max 20`, with what else is known about the number on hover. */
function turnsFact(run: RunView): Fact | undefined {
  if (run.turns === undefined) return notThere(t('Turns'), run.expected.includes('turns'));
  const count = run.totalTurns ?? run.turns;
  const differs = run.totalTurns !== undefined && run.totalTurns !== run.turns;
  return {
    label: t('Turns'),
    value:
      run.maxTurns === undefined
        ? formatCount(count)
        : t('{0} of max {1}', formatCount(count), formatCount(run.maxTurns)),
    title: differs ? t('The service counts {0} turns and sent {1}.', count, run.turns) : undefined,
    share: run.maxTurns ? Math.min(1, count / run.maxTurns) : undefined,
  };
}

function successFact(run: RunView): Fact | undefined {
  const rate = run.successRate;
  if (!rate) return notThere(t('Success rate'), run.expected.includes('successRate'));
  const { numerator, denominator, percentage } = rate;
  const fraction =
    numerator === undefined || denominator === undefined ? undefined : formatPart(numerator, denominator);
  const percent = percentage === undefined ? undefined : formatPercent(percentage);
  const words = commas([fraction, percent]);
  return {
    label: t('Success rate'),
    value: words || undefined,
    share: percentage === undefined ? undefined : percentage / 100,
  };
}

function durationFact({ duration, expected }: RunView): Fact | undefined {
  if (!duration) return notThere(t('Duration'), expected.includes('duration'));
  const { ms, raw, assumedUnit } = duration;
  const title = assumedUnit
    ? t('Reported: {0}. The unit is not documented; milliseconds are assumed.', raw)
    : t('Reported: {0} ms', raw);
  return { label: t('Duration'), plain: true, value: formatDuration(ms), title };
}

function momentFact(
  label: string,
  moment: Moment | undefined,
  now: number,
  isExpected: boolean,
): Fact | undefined {
  if (!moment) return notThere(label, isExpected);
  if (moment.ms === undefined) return { label, value: String(moment.raw), title: t('As reported') };
  return {
    label,
    value: agoWords(moment, now),
    title: t('{0}. Reported: {1}', dateWords(moment), moment.raw),
  };
}

function reported(label: string, value: string | undefined): Fact | undefined {
  return value === undefined ? undefined : { label, value };
}

/** Time since the start of a run, for gutters: `0:05`, `12:40`, `1:02:03`. */
export function sinceStart(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  const clock = [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
  return ms <= -1000 ? `-${clock}` : clock;
}
