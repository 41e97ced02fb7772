import { formatPercent } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { AlignedRow } from '../../analysis/align/alignment.ts';
import { splitWords } from '../../analysis/align/words.ts';
import { inline, quoted } from '../escape.ts';
import { markdownTable, section } from './markdownTable.ts';
import { methodRows } from './method.ts';
import type { RunsReport, SideBySide } from './runsReport.ts';
import { turnLine } from './turnLine.ts';

/** Two runs, to read: what differs, then the transcripts turn by turn. */
export function runsMarkdown(report: RunsReport): string {
  const { a, b, facts, criteria, alignment, split, settings } = report;
  const approximate = alignment.approximate
    ? [t('The transcripts are so long that they were aligned approximately.')]
    : [];
  return [
    `# ${t('{0} and {1}', inline(a.title), inline(b.title))}`,
    inline(splitWords(split)),
    ...section(t('Facts that differ'), sideTable(facts.filter(differs))),
    ...section(t('Criteria'), sideTable(criteria)),
    ...section(t('Transcripts'), [...approximate, ...rowsMarkdown(report)]),
    ...section(t('Method'), markdownTable([t('What'), t('How')], methodRows(settings))),
  ]
    .join('\n\n')
    .concat('\n');
}

function differs({ a, b }: SideBySide): boolean {
  return a !== b;
}

function sideTable(rows: readonly SideBySide[]): string[] {
  return markdownTable(
    ['', 'A', 'B'],
    rows.map(({ name, a, b }) => [name, a ?? t('not reported'), b ?? t('not reported')]),
  );
}

function rowsMarkdown({ a, b, alignment: { rows, splitRow } }: RunsReport): string[] {
  return rows.flatMap((row, index) => {
    const [one, other] = [turnLine(a, row.a), turnLine(b, row.b)];
    return [
      ...(index === splitRow ? ['---', t('Here they part; what follows may follow from it.')] : []),
      `### ${rowTitle(row)}`,
      ...(one === null ? [] : [...(row.kind === 'same' ? [] : ['A:']), quoted(one)]),
      ...(other === null || row.kind === 'same' ? [] : ['B:', quoted(other)]),
    ];
  });
}

function rowTitle({ a, b, kind, similarity }: AlignedRow): string {
  const alike = t('{0} alike', formatPercent(similarity * 100));
  const turns = commas([a === null ? '' : `A ${a + 1}`, b === null ? '' : `B ${b + 1}`]);
  const words = {
    same: t('same'),
    reworded: t('in other words, {0}', alike),
    different: t('different, {0}', alike),
    onlyA: t('only in A'),
    onlyB: t('only in B'),
  };
  return t('Turn {0}: {1}', turns, words[kind]);
}
