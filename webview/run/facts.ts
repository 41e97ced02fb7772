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
import { agoWords, dateWords } from '../../src/core/kit/dates.ts';
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

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  passed: 'Passed',
  failed: 'Failed',
  errored: 'Error',
  stopped: 'Stopped',
  running: 'Running',
  queued: 'Queued',
  unknown: 'No verdict',
};

/** The summary's figures in reading order: all that was reported, and what a reader would look for in vain. */
export function summaryFacts(run: RunView, now: number): Fact[] {
  const isExpected = expectedIn(run);
  const facts: (Fact | undefined)[] = [
    stateFact(run),
    durationFact(run),
    turnsFact(run),
    ...shownFacts(run, 'summary', now),
    reported('Case', run.repeat?.case),
    reported('Repeat', run.repeat && formatPart(run.repeat.number, run.repeat.total)),
    reported('Run number', run.sequence === undefined ? undefined : formatCount(run.sequence)),
    momentFact('Created', run.createdAt, now, isExpected('createdAt')),
    momentFact('Started', run.startedAt, now, isExpected('startedAt')),
    momentFact('Completed', run.completedAt, now, isExpected('completedAt') && !run.unfinished),
    momentFact('Updated', run.updatedAt, now, false),
    momentFact('Deleted', run.deletedAt, now, false),
    momentFact('Expires', run.expiresAt, now, isExpected('expiresAt')),
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** The measured figures, with bars where they are parts of a whole. */
export function metricFacts(run: RunView, now: number): Fact[] {
  const { criteria } = run;
  const isExpected = expectedIn(run);
  const ended = run.conversationEnded === undefined ? undefined : run.conversationEnded ? 'yes' : 'no';
  const facts: (Fact | undefined)[] = [
    successFact(run),
    criteria.total === 0 || criteria.notReported === criteria.total
      ? undefined
      : { label: 'Criteria met', value: `${formatCount(criteria.met)} of ${formatCount(criteria.total)}` },
    ...shownFacts(run, 'metrics', now),
    durationFact(run),
    turnsFact(run),
    reported('Conversation ended', ended) ?? notThere('Conversation ended', isExpected('conversationEnded')),
    reported('Verdict', run.verdict === 'none' ? undefined : run.verdict) ??
      notThere('Verdict', isExpected('verdict')),
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
    value: most === undefined ? text : `${text} of ${formatValue(kind, most)}`,
    title: `Reported: ${value}${units[kind] ?? ''}`,
    share: most === undefined ? undefined : value / most,
  };
}

const units: Partial<Record<ValueKind, string>> = { usd: ' US dollars', milliseconds: ' ms', percent: ' %' };

function notThere(label: string, wanted: boolean): Fact | undefined {
  return wanted ? { label, value: undefined } : undefined;
}

function stateFact({ state, rawState, expected }: RunView): Fact | undefined {
  const word = rawState ?? (state === 'unknown' ? undefined : state);
  return reported('State', word) ?? notThere('State', expected.includes('state'));
}

/** `14 of max 20`, with what else is known about the number on hover. */
function turnsFact(run: RunView): Fact | undefined {
  if (run.turns === undefined) return notThere('Turns', run.expected.includes('turns'));
  const count = run.totalTurns ?? run.turns;
  const most = run.maxTurns === undefined ? '' : ` of max ${formatCount(run.maxTurns)}`;
  const differs = run.totalTurns !== undefined && run.totalTurns !== run.turns;
  return {
    label: 'Turns',
    value: `${formatCount(count)}${most}`,
    title: differs ? `The service counts ${run.totalTurns} turns and sent ${run.turns}.` : undefined,
    share: run.maxTurns ? Math.min(1, count / run.maxTurns) : undefined,
  };
}

function successFact(run: RunView): Fact | undefined {
  const rate = run.successRate;
  if (!rate) return notThere('Success rate', run.expected.includes('successRate'));
  const { numerator, denominator, percentage } = rate;
  const fraction =
    numerator === undefined || denominator === undefined
      ? undefined
      : `${formatCount(numerator)} of ${formatCount(denominator)}`;
  const percent = percentage === undefined ? undefined : formatPercent(percentage);
  const words = [fraction, percent].filter((word) => word !== undefined).join(', ');
  return {
    label: 'Success rate',
    value: words || undefined,
    share: percentage === undefined ? undefined : percentage / 100,
  };
}

function durationFact({ duration, expected }: RunView): Fact | undefined {
  if (!duration) return notThere('Duration', expected.includes('duration'));
  const { ms, raw, assumedUnit } = duration;
  const unit = assumedUnit ? '. The unit is not documented; milliseconds are assumed.' : ' ms';
  return { label: 'Duration', plain: true, value: formatDuration(ms), title: `Reported: ${raw}${unit}` };
}

function momentFact(
  label: string,
  moment: Moment | undefined,
  now: number,
  isExpected: boolean,
): Fact | undefined {
  if (!moment) return notThere(label, isExpected);
  if (moment.ms === undefined) return { label, value: String(moment.raw), title: 'As reported' };
  return {
    label,
    value: agoWords(moment, now),
    title: `${dateWords(moment)}. Reported: ${moment.raw}`,
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
