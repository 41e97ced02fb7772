/** Runs as one page for the browser: no script, no link, no request; the policy in its head forbids them. */
import { languageInUse, t } from '../core/kit/l10n.ts';
import { visibleLine } from '../core/kit/visible.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import { outcomeWord } from '../core/run/outcomeWords.ts';
import type { Criterion, Run, RunItem, Turn } from '../core/run/run.ts';
import { turnParts, type TurnPart } from '../core/run/turnParts.ts';
import { withSentNumbers } from '../core/run/sentNumbers.ts';
import { escapeMarkup, escapeText } from './characters.ts';
import type { ExportedRun } from './exported.ts';
import { factsOf, printed, resultOf } from './facts.ts';
import { titleOf } from './title.ts';
import { momentText } from './moments.ts';
import { pageStyle, pageStyleHash } from './htmlStyle.ts';

export function* htmlPieces(runs: readonly ExportedRun[]): Generator<string> {
  const title = visibleLine(titleOf(runs));
  yield `<!doctype html>
<html lang="${escapeMarkup(languageInUse().locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${pageStyleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
`;
  if (runs.length > 1) yield contents(runs);
  for (const [index, run] of runs.entries()) yield article(run, index);
  yield '</main>\n</body>\n</html>\n';
}

function contents(runs: readonly ExportedRun[]): string {
  const rows = runs.map(
    ({ item }, index) =>
      `<tr><td><a href="#run-${index + 1}">${text(item.title)}</a></td><td>${outcomeMark(item)}</td>` +
      `<td>${text((item.kind === 'run' ? item.reason : item.problem) ?? '')}</td></tr>`,
  );
  return `<nav aria-label="${escapeMarkup(t('Runs'))}"><h1>${text(titleOf(runs))}</h1>
<table><thead><tr>${[t('Run'), t('Outcome'), t('Reason')].map((head) => `<th>${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></nav>\n`;
}

function article({ item, where }: ExportedRun, index: number): string {
  return [
    `<article id="run-${index + 1}">`,
    ...(where.length > 0 ? [`<p class="where">${text(where.join(' › '))}</p>`] : []),
    `<h2>${text(item.title)} ${outcomeMark(item)}</h2>`,
    ...(item.kind === 'broken' ? brokenParts(item.problem, item.raw()) : runParts(withSentNumbers(item))),
    '</article>\n',
  ].join('\n');
}

function runParts(run: Run): string[] {
  const facts = factsOf(run).map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`);
  return [
    ...(run.reason ? [`<p class="reason">${text(run.reason)}</p>`] : []),
    ...errorParts(run),
    ...(run.criteria.length > 0
      ? [`<h3>${t('Criteria')}</h3>\n<ul class="criteria">${run.criteria.map(criterionPart).join('\n')}</ul>`]
      : []),
    ...(run.summary ? [`<h3>${t('Summary')}</h3>\n${words(run.summary)}`] : []),
    `<h3>${t('Facts')}</h3>\n<dl>${facts.join('\n')}</dl>`,
    `<h3>${t('Transcript')}</h3>`,
    transcriptPart(run.turns),
  ];
}

function errorParts({ error }: Run): string[] {
  if (!error) return [];
  const { message, technicalDetails: details } = error;
  return [
    `<h3>${t('Error')}</h3>\n${words(message ?? t('The service reported no message.'))}`,
    ...(details === undefined ? [] : [code(typeof details === 'string' ? details : printed(details))]),
  ];
}

function criterionPart(criterion: Criterion): string {
  const { name, text: wanted, met, reason } = criterion;
  return (
    `<li class="${met}"><strong>${text(name)}</strong>: ${resultOf(criterion)}` +
    `${wanted ? words(wanted) : ''}${reason ? words(t('Reason: {0}', reason)) : ''}</li>`
  );
}

function transcriptPart(turns: readonly Turn[] | undefined): string {
  if (turns === undefined) return `<p>${t('The service reported no transcript.')}</p>`;
  if (turns.length === 0) return `<p>${t('No turns were reported.')}</p>`;
  return `<ol class="turns">${turns.map(turnItem).join('\n')}</ol>`;
}

function turnItem(turn: Turn, index: number, turns: readonly Turn[]): string {
  const at = turn.createdAt && momentText(turn.createdAt);
  const head = [turn.role, at].filter((part) => part !== undefined).join(' · ');
  return (
    `<li>${head ? `<p class="where">${text(head)}</p>` : ''}` +
    `${turnParts(turns, index).map(partOfTurn).join('')}</li>`
  );
}

function partOfTurn(part: TurnPart): string {
  switch (part.kind) {
    case 'said':
      return words(part.text);
    case 'thought':
      return `<p class="where">${t('Thought')}</p>${words(part.text)}`;
    case 'tools':
      return `<p class="where">${t('Tools')}</p>${code(part.text)}`;
    case 'data':
      return code(printed(part.data));
  }
}

function brokenParts(problem: string, raw: string): string[] {
  return [`<p class="reason">${t('Could not be read: {0}', text(problem))}</p>`, code(raw)];
}

function outcomeMark(item: RunItem): string {
  const outcome = outcomeOfItem(item);
  return `<span class="outcome ${outcome}">${outcomeWord(outcome)}</span>`;
}

/** On one line, apart from its surroundings, whichever way it is written. */
function text(value: string): string {
  return `<bdi>${escapeText(value)}</bdi>`;
}

function words(value: string): string {
  return `<div class="words" dir="auto">${escapeText(value)}</div>`;
}

function code(value: string): string {
  return `<pre dir="auto">${escapeText(`\n${value}`)}</pre>`;
}
