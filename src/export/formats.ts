/** The formats that runs can be exported in. */
import { msg } from '../core/kit/l10n.ts';
import { csvPieces } from './csv.ts';
import type { CsvDialect } from './csvDialect.ts';
import type { ExportedRun } from './exported.ts';
import { htmlPieces } from './html.ts';
import { jsonLinesPieces, jsonPieces } from './jsonExport.ts';
import { junitPieces } from './junit.ts';
import { markdownPieces } from './markdown.ts';

export interface ExportFormat {
  /** As it is named on a command line. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Without the dot. */
  readonly extension: string;
  /** The file's text, in pieces of about one run. @param csv how cells are parted; by commas when left out */
  readonly pieces: (runs: readonly ExportedRun[], csv?: CsvDialect) => Iterable<string>;
}

export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'markdown',
    label: 'Markdown',
    detail: msg('to read, for an issue or a language model'),
    extension: 'md',
    pieces: (runs) => markdownPieces(runs),
  },
  {
    id: 'html',
    label: 'HTML',
    detail: msg('one page for any browser'),
    extension: 'html',
    pieces: htmlPieces,
  },
  {
    id: 'csv',
    label: 'CSV',
    detail: msg('one row a run, for a spreadsheet'),
    extension: 'csv',
    pieces: csvPieces,
  },
  {
    id: 'junit',
    label: 'JUnit XML',
    detail: msg('a run is a test case, for a build server'),
    extension: 'xml',
    pieces: (runs) => junitPieces(runs),
  },
  {
    id: 'json',
    label: 'JSON',
    detail: msg('an array of runs as the service sent them'),
    extension: 'json',
    pieces: jsonPieces,
  },
  {
    id: 'jsonl',
    label: 'JSON Lines',
    detail: msg('one run a line, as the service sent them'),
    extension: 'jsonl',
    pieces: jsonLinesPieces,
  },
];
