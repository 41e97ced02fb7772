import { UsageError, type Typed } from './usage.ts';

/** How `batch`, `compare` and `compare-runs` print what they found. */
export type Format = 'words' | 'json' | 'markdown' | 'csv' | 'junit';

const formats: Readonly<Record<string, Format>> = {
  markdown: 'markdown',
  md: 'markdown',
  csv: 'csv',
  json: 'json',
  junit: 'junit',
};

/** @throws UsageError */
export function formatOf({ command, format, json }: Typed): Format {
  if (format === undefined) return json ? 'json' : 'words';
  const found = new Map(Object.entries(formats)).get(format);
  if (found) return found;
  throw new UsageError(
    `${command} takes --format with one of markdown, csv, json, junit, and got "${format}".`,
  );
}
