import { formatPercent } from '../../core/kit/format.ts';
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
    ? ['The transcripts are so long that they were aligned approximately.']
    : [];
  return [
    `# ${inline(a.title)} and ${inline(b.title)}`,
    inline(splitWords(split)),
    ...section('Facts that differ', sideTable(facts.filter(differs))),
    ...section('Criteria', sideTable(criteria)),
    ...section('Transcripts', [...approximate, ...rowsMarkdown(report)]),
    ...section('Method', markdownTable(['What', 'How'], methodRows(settings))),
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
    rows.map(({ name, a, b }) => [name, a ?? 'not reported', b ?? 'not reported']),
  );
}

function rowsMarkdown({ a, b, alignment: { rows, splitRow } }: RunsReport): string[] {
  return rows.flatMap((row, index) => {
    const [one, other] = [turnLine(a, row.a), turnLine(b, row.b)];
    return [
      ...(index === splitRow ? ['---', 'Here they part; what follows may follow from it.'] : []),
      `### ${rowTitle(row)}`,
      ...(one === null ? [] : [...(row.kind === 'same' ? [] : ['A:']), quoted(one)]),
      ...(other === null || row.kind === 'same' ? [] : ['B:', quoted(other)]),
    ];
  });
}

function rowTitle({ a, b, kind, similarity }: AlignedRow): string {
  const alike = `${formatPercent(similarity * 100)} alike`;
  const turns = [a === null ? '' : `A ${a + 1}`, b === null ? '' : `B ${b + 1}`].filter(
    (each) => each !== '',
  );
  const words = {
    same: 'same',
    reworded: `in other words, ${alike}`,
    different: `different, ${alike}`,
    onlyA: 'only in A',
    onlyB: 'only in B',
  };
  return `Turn ${turns.join(', ')}: ${words[kind]}`;
}
