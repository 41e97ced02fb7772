/** A run as Markdown: a heading a turn, so that outline and folding work on it. */
import { formatCost, formatCount, formatDate, formatDuration, formatPercent } from '../core/format.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { Criterion, Json, Met, Moment, Run, RunItem, Turn } from '../core/run.ts';
import { fenced, inline, quoted } from './escape.ts';

export function markdownOf(item: RunItem): string {
  if (item.kind === 'broken') return brokenMarkdown(item.title, item.problem, item.raw());
  return [
    `# ${inline(item.title)}: ${outcomeOf(item)}`,
    ...(item.reason ? [quoted(item.reason)] : []),
    summaryList(item),
    ...errorSection(item),
    ...criteriaSection(item),
    ...transcriptSection(item),
  ]
    .join('\n\n')
    .concat('\n');
}

function summaryList(run: Run): string {
  const duration =
    run.duration &&
    `${formatDuration(run.duration.ms)}${run.duration.assumedUnit ? ` (reported: ${run.duration.raw})` : ''}`;
  const rate = run.successRate;
  const facts: [string, string | number | undefined][] = [
    ['State', run.rawState ?? run.state],
    ['Verdict', run.verdict],
    ['Success rate', rate?.percentage === undefined ? undefined : formatPercent(rate.percentage)],
    ['Conversation ended', yesOrNo(run.conversationEnded)],
    ['Score', run.score],
    ['Duration', duration],
    ['Created', momentText(run.createdAt)],
    ['Started', momentText(run.startedAt)],
    ['Completed', momentText(run.completedAt)],
    ['Updated', momentText(run.updatedAt)],
    ['Deleted', momentText(run.deletedAt)],
    ['Expires', momentText(run.expiresAt)],
    ['Turns', turnsOf(run)],
    ['Model', run.model],
    ['Endpoint type', run.endpointType],
    ['Harness', run.harness],
    ['Environment', run.environment],
    ['Task', run.task],
    ['Cost', run.costUsd === undefined ? undefined : formatCost(run.costUsd)],
    ['Tokens', run.tokens === undefined ? undefined : formatCount(run.tokens)],
    ...run.ids.map(([name, value]): [string, string] => [`${name} id`, value]),
  ];
  const lines = facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `- ${name}: ${inline(String(value))}`);
  return lines.join('\n');
}

function momentText(moment: Moment | undefined): string | undefined {
  return moment && (moment.ms === undefined ? String(moment.raw) : formatDate(moment.ms));
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

function errorSection({ error }: Run): string[] {
  if (!error) return [];
  const details = error.technicalDetails;
  return [
    '## Error',
    quoted(error.message ?? 'The service reported no message.'),
    ...(details === undefined
      ? []
      : [
          fenced(
            typeof details === 'string' ? details : printed(details),
            typeof details === 'string' ? '' : 'json',
          ),
        ]),
  ];
}

const metWords: Readonly<Record<Met, string>> = {
  met: 'met',
  notMet: 'not met',
  notReported: 'not reported',
};

function criteriaSection(run: Run): string[] {
  return [
    ...(run.criteria.length > 0 ? ['## Criteria', run.criteria.map(criterionMarkdown).join('\n')] : []),
    ...(run.summary ? ['## Summary', quoted(run.summary)] : []),
  ];
}

function criterionMarkdown(criterion: Criterion): string {
  const cited = criterion.turn === undefined ? '' : ` (turn ${criterion.turn + 1})`;
  const head = `- **${inline(criterion.name)}**: ${metWords[criterion.met]}${cited}`;
  const more = [criterion.text, criterion.reason && `Reason: ${criterion.reason}`].filter(
    (text) => text !== undefined,
  );
  return [head, ...more.map((text) => `  ${inline(text)}`)].join('\n');
}

function transcriptSection(run: Run): string[] {
  if (run.turns === undefined) return ['## Transcript', 'The service reported no transcript.'];
  if (run.turns.length === 0) return ['## Transcript', 'No turns were reported.'];
  return ['## Transcript', ...run.turns.map(turnMarkdown)];
}

function turnMarkdown(turn: Turn, index: number): string {
  const at = turn.createdAt?.ms === undefined ? '' : ` (${formatDate(turn.createdAt.ms)})`;
  const role = turn.role ? `: ${inline(turn.role)}` : '';
  return [
    `### Turn ${index + 1}${role}${at}`,
    ...(turn.text ? [quoted(turn.text)] : []),
    ...(turn.data === undefined ? [] : [fenced(printed(turn.data), 'json')]),
  ].join('\n\n');
}

function brokenMarkdown(title: string, problem: string, raw: string): string {
  return [`# ${inline(title)}: could not be read`, quoted(problem), fenced(raw, 'json')]
    .join('\n\n')
    .concat('\n');
}

/** JSON.stringify recurses; data of 100,000 levels must not end the document. */
function printed(value: Json): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return 'This data is nested too deeply to print here. See the raw JSON.';
  }
}
