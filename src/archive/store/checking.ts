/**
 * Whether a big file is checked again. A check reads all of it, so it is not done at each start, and it is done in a
 * thread of its own: nobody waits for it. Small files are checked whenever they are opened.
 */
import { sizeOf } from './files.ts';
import { alwaysChecked, type Opened } from './opening.ts';
import { prepared, type Database } from './sqlite.ts';

const dayMs = 86_400_000;

/** Once a week, and once a day when a window may not have closed properly. */
export function isCheckDue({ file, reader, log }: Opened, now: number): boolean {
  if (sizeOf(file) <= alwaysChecked) return false;
  const checkedAt = prepared(reader, "SELECT value FROM meta WHERE name = 'checkedAt'").get()?.['value'];
  // A moment in the future comes from a clock that was wrong.
  return Math.abs(now - Number(checkedAt ?? 0)) > (log ? dayMs : 7 * dayMs);
}

export function noteChecked(writer: Database, now: number): void {
  prepared(writer, "INSERT OR REPLACE INTO meta (name, value) VALUES ('checkedAt', ?)").run(now);
}
