/** What each command does. */
import { formatCount, plural } from '../core/kit/format.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Provider } from '../core/provider/provider.ts';
import type { RunItem } from '../core/run/run.ts';
import { exportFormats, type ExportFormat } from '../export/formats.ts';
import { printedJson, printedSentence } from './terminalText.ts';
import { readFiles, textOfFile, type ReadFiles } from './readFiles.ts';
import { redactedRuns } from './redactedRuns.ts';
import { redactText } from './redactText.ts';
import type { CommandResult } from './result.ts';
import { runJson } from './runJson.ts';
import { UsageError, type Typed } from './usage.ts';

/** @throws UsageError */
export async function carryOut(typed: Typed, services: readonly Provider[]): Promise<CommandResult> {
  switch (typed.command) {
    case 'read':
      return read(typed, await readFiles(typed.files, services));
    case 'redact':
      return redact(typed);
    case 'export':
      return exportRuns(typed, await readFiles(typed.files, services));
    case 'batch': {
      const { batch } = await import('./batch.ts');
      const before = await runsOfBefore(typed, services);
      return batch(typed, await readFiles(typed.files, services), before);
    }
    case 'compare': {
      const { compare } = await import('./batch.ts');
      const { a, b, before } = await readPair(typed, services);
      return compare(typed, a, b, before);
    }
    case 'compare-runs': {
      const { compareRuns } = await import('./compareRuns.ts');
      const { a, b, before } = await readPair(typed, services);
      return compareRuns(typed, a, b, before);
    }
  }
}

async function readPair(
  typed: Typed,
  services: readonly Provider[],
): Promise<{ readonly a: ReadFiles; readonly b: ReadFiles; readonly before: ReadFiles | undefined }> {
  const [first = '', second = ''] = typed.files;
  const a = await readFiles([first], services);
  const b = await readFiles([second], services);
  return { a, b, before: typed.failIfLower === first ? a : await runsOfBefore(typed, services) };
}

/** The runs that `--fail-if-lower` names. */
async function runsOfBefore(
  { failIfLower }: Typed,
  services: readonly Provider[],
): Promise<ReadFiles | undefined> {
  return failIfLower === undefined ? undefined : readFiles([failIfLower], services);
}

function read({ json }: Typed, { runs, notes }: ReadFiles): CommandResult {
  if (json) return { output: [printedJson({ runs: runs.map(runJson), notes })], complaints: [], met: true };
  return { output: [...runs.map(line), `${plural(runs.length, 'run')}\n`], complaints: notes, met: true };
}

/** `failed   Run 3: Order Located (11 turns)` */
function line(item: RunItem): string {
  const why = item.kind === 'broken' ? `could not be read: ${item.problem}` : item.reason;
  const turns = item.kind === 'run' && item.turns ? ` (${plural(item.turns.length, 'turn')})` : '';
  return printedSentence(`${outcomeOfItem(item).padEnd(8)} ${item.title}${why ? `: ${why}` : ''}${turns}`);
}

async function redact({ files: [file = ''], json }: Typed): Promise<CommandResult> {
  const { text: whole, notes } = await textOfFile(file);
  if (whole === undefined) return { output: [], complaints: notes, met: false };
  const { text, found } = redactText(whole);
  const counts = found.map(({ rule, count }) => ({ kind: rule.id, label: rule.label, count }));
  if (json) return { output: [printedJson({ text, found: counts })], complaints: notes, met: true };
  const words = counts.map(({ label, count }) => `${label}: ${formatCount(count)}`);
  return { output: [text], complaints: [...notes, ...words], met: true };
}

function exportRuns({ format: asked }: Typed, { runs, notes }: ReadFiles): CommandResult {
  const format = formatNamed(asked);
  return { output: format.pieces(redactedRuns(runs)), complaints: notes, met: runs.length > 0 };
}

function formatNamed(name: string | undefined): ExportFormat {
  const found = exportFormats.find(({ id, extension }) => id === name || extension === name);
  if (found) return found;
  const known = exportFormats.map(({ id }) => id).join(', ');
  throw new UsageError(
    `export needs --format with one of ${known}${name === undefined ? '' : `, and got "${name}"`}.`,
  );
}
