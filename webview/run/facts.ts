import {
  formatCost,
  formatCount,
  formatDate,
  formatDuration,
  formatMoment,
  formatPercent,
} from '../../src/core/kit/format.ts';
import type { Duration, Moment, Outcome } from '../../src/core/run/run.ts';
import type { RunView } from '../../src/panel/run/protocol.ts';

/** One labelled value. `value` is `undefined` where a reader would expect one and the service gave none. */
export interface Fact {
  readonly label: string;
  readonly value: string | undefined;
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
  const conversation = run.turns !== undefined;
  const facts: (Fact | undefined)[] = [
    { label: 'State', value: run.rawState ?? (run.state === 'unknown' ? undefined : run.state) },
    durationFact(run.duration),
    conversation ? turnsFact(run) : expected('Harness', run.harness),
    expected('Model', run.model),
    conversation ? expected('Endpoint type', run.endpointType) : reported('Endpoint type', run.endpointType),
    conversation ? reported('Harness', run.harness) : undefined,
    conversation ? reported('Environment', run.environment) : expected('Environment', run.environment),
    conversation ? reported('Task', run.task) : expected('Task', run.task),
    ...moneyFacts(run),
    reported('Run number', run.sequence === undefined ? undefined : formatCount(run.sequence)),
    momentFact('Created', run.createdAt, now, true),
    momentFact('Started', run.startedAt, now, !conversation),
    momentFact('Completed', run.completedAt, now, !conversation && !run.unfinished),
    momentFact('Updated', run.updatedAt, now, false),
    momentFact('Deleted', run.deletedAt, now, false),
    momentFact('Expires', run.expiresAt, now, conversation),
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** The measured figures, with bars where they are parts of a whole. */
export function metricFacts(run: RunView): Fact[] {
  const conversation = run.turns !== undefined;
  const { criteria } = run;
  const facts: (Fact | undefined)[] = [
    successFact(run),
    criteria.total === 0
      ? undefined
      : { label: 'Criteria met', value: `${formatCount(criteria.met)} of ${formatCount(criteria.total)}` },
    ...moneyFacts(run),
    durationFact(run.duration),
    conversation ? turnsFact(run) : undefined,
    conversation
      ? { label: 'Conversation ended', value: yesNo(run.conversationEnded) }
      : reported('Conversation ended', yesNo(run.conversationEnded)),
    { label: 'Verdict', value: run.verdict === 'none' ? undefined : run.verdict },
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** Score, cost and tokens: expected of services that judge work instead of conversations. */
function moneyFacts(run: RunView): (Fact | undefined)[] {
  const { score, costUsd, tokens } = run;
  const wanted = run.turns === undefined;
  return [
    score === undefined
      ? notThere('Score', wanted)
      : { label: 'Score', value: `${trim(score)} of 100`, title: `Reported: ${score}`, share: score / 100 },
    costUsd === undefined
      ? notThere('Cost', wanted)
      : { label: 'Cost', value: formatCost(costUsd), title: `Reported: ${costUsd} US dollars` },
    tokens === undefined ? notThere('Tokens', wanted) : { label: 'Tokens', value: formatCount(tokens) },
  ];
}

function notThere(label: string, wanted: boolean): Fact | undefined {
  return wanted ? { label, value: undefined } : undefined;
}

/** `14 of max 20`, with what else is known about the number on hover. */
function turnsFact(run: RunView): Fact {
  const count = run.totalTurns ?? run.turns;
  const most = run.maxTurns === undefined ? '' : ` of max ${formatCount(run.maxTurns)}`;
  const differs = run.totalTurns !== undefined && run.turns !== undefined && run.totalTurns !== run.turns;
  return {
    label: 'Turns',
    value: count === undefined ? undefined : `${formatCount(count)}${most}`,
    title: differs ? `The service counts ${run.totalTurns} turns and sent ${run.turns}.` : undefined,
    share: count !== undefined && run.maxTurns ? Math.min(1, count / run.maxTurns) : undefined,
  };
}

function successFact(run: RunView): Fact | undefined {
  const rate = run.successRate;
  if (!rate) return run.turns === undefined ? undefined : { label: 'Success rate', value: undefined };
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

function durationFact(duration: Duration | undefined): Fact {
  return {
    label: 'Duration',
    value: duration && formatDuration(duration.ms),
    title:
      duration &&
      `Reported: ${duration.raw}${duration.assumedUnit ? '. The unit is not documented; milliseconds are assumed.' : ' ms'}`,
  };
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
    value: formatMoment(moment.ms, now),
    title: `${formatDate(moment.ms)}. Reported: ${moment.raw}`,
  };
}

function reported(label: string, value: string | undefined): Fact | undefined {
  return value === undefined ? undefined : { label, value };
}

function expected(label: string, value: string | undefined): Fact {
  return { label, value };
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'yes' : 'no';
}

function trim(figure: number): string {
  return String(Math.round(figure * 10) / 10);
}

/** Time since the start of a run, for gutters: `0:05`, `12:40`, `1:02:03`. */
export function sinceStart(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first, ...rest] = parts[0] === 0 ? parts.slice(1) : parts;
  const clock = [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
  return ms <= -1000 ? `-${clock}` : clock;
}
