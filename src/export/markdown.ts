/** A run as Markdown: a heading a turn, so that outline and folding work on it. */
import { t } from '../core/kit/l10n.ts';
import { outcomeOf } from '../core/run/outcome.ts';
import { outcomeWord } from '../core/run/outcomeWords.ts';
import { withSentNumbers } from '../core/run/sentNumbers.ts';
import type { Criterion, Run, RunItem, Turn } from '../core/run/run.ts';
import { turnParts, type TurnPart } from '../core/run/turnParts.ts';
import { fenced, inline, quoted } from './escape.ts';
import type { ExportedRun } from './exported.ts';
import { factsOf, printed, resultOf } from './facts.ts';
import { rateOf, titleOf } from './title.ts';
import { momentText } from './moments.ts';

/** Several runs one after another, each under a heading of its own; where they were judged, below how they went. */
export function* markdownPieces(runs: readonly ExportedRun[]): Generator<string> {
  if (runs.length > 1 && rateOf(runs) !== undefined) yield `# ${inline(titleOf(runs))}\n\n`;
  for (const [index, { item, where }] of runs.entries()) {
    if (index > 0) yield '\n---\n\n';
    yield markdownOf(item, where);
  }
}

/** @param where titles from the connection down to the run's collection */
export function markdownOf(item: RunItem, where: readonly string[] = []): string {
  if (item.kind === 'broken') return brokenMarkdown(item.title, item.problem, item.raw());
  return runMarkdown(withSentNumbers(item), where);
}

function runMarkdown(item: Run, where: readonly string[]): string {
  return [
    `# ${inline(item.title)}: ${outcomeWord(outcomeOf(item))}`,
    ...(where.length > 0 ? [where.map(inline).join(' › ')] : []),
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
  return factsOf(run)
    .map(([name, value]) => `- ${name}: ${inline(value)}`)
    .join('\n');
}

function errorSection({ error }: Run): string[] {
  if (!error) return [];
  const details = error.technicalDetails;
  return [
    `## ${t('Error')}`,
    quoted(error.message ?? t('The service reported no message.')),
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

function criteriaSection(run: Run): string[] {
  return [
    ...(run.criteria.length > 0
      ? [`## ${t('Criteria')}`, run.criteria.map(criterionMarkdown).join('\n')]
      : []),
    ...(run.summary ? [`## ${t('Summary')}`, quoted(run.summary)] : []),
  ];
}

function criterionMarkdown(criterion: Criterion): string {
  const head = `- **${inline(criterion.name)}**: ${resultOf(criterion)}`;
  const more = [criterion.text, criterion.reason && t('Reason: {0}', criterion.reason)].filter(
    (text) => text !== undefined,
  );
  return [head, ...more.map((text) => `  ${inline(text)}`)].join('\n');
}

function transcriptSection(run: Run): string[] {
  if (run.turns === undefined) return [`## ${t('Transcript')}`, t('The service reported no transcript.')];
  if (run.turns.length === 0) return [`## ${t('Transcript')}`, t('No turns were reported.')];
  return [`## ${t('Transcript')}`, ...run.turns.map(turnMarkdown)];
}

function turnMarkdown(turn: Turn, index: number, turns: readonly Turn[]): string {
  const at = turn.createdAt ? ` (${inline(momentText(turn.createdAt))})` : '';
  const role = turn.role ? `: ${inline(turn.role)}` : '';
  return [
    `### ${t('Turn {0}', index + 1)}${role}${at}`,
    ...turnParts(turns, index).flatMap(partMarkdown),
  ].join('\n\n');
}

function partMarkdown(part: TurnPart): string[] {
  switch (part.kind) {
    case 'said':
      return [quoted(part.text)];
    case 'thought':
      return [`_${t('Thought')}:_`, quoted(part.text)];
    case 'tools':
      return [`_${t('Tools')}:_`, fenced(part.text, 'text')];
    case 'data':
      return [fenced(printed(part.data), 'json')];
  }
}

function brokenMarkdown(title: string, problem: string, raw: string): string {
  return [`# ${inline(title)}: ${t('could not be read')}`, quoted(problem), fenced(raw, 'json')]
    .join('\n\n')
    .concat('\n');
}
