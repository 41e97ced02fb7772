import type { RunItem } from '../../core/run/run.ts';

/** What a run tried, where it says so: a test, a task, a sample. Other runs that tried the same have the same. */
export function unitOf(item: RunItem): string | undefined {
  return item.kind === 'run' ? (item.unit ?? item.repeat?.case) : undefined;
}
