/** A reporter of node:test for our own runner: a line of JSON for each test that ended, and a last one, {@link ended}. */
import { relative, resolve } from 'node:path';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { describeFailure, onlyItsSubtestsFailed } from './failure.ts';

/** One test that ended. */
export interface ToldTest {
  readonly name: string;
  /** Whole path; empty where Node does not say it. */
  readonly file: string;
  /** ` (file:line)`, or nothing. */
  readonly place: string;
  readonly isSkipped: boolean;
  /** Why it failed; nothing when it passed. */
  readonly error?: string;
  /** Node tells a file in which there is no test as one that passed. */
  readonly isEmptyFile: boolean;
}

/** The line that tells that all tests ended, and not the process before them. */
export const ended = '"ended"';

export default async function* tell(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:summary') yield `${ended}\n`;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // A suite that failed by itself, as by a hook, is told like a test.
    const error = 'error' in data.details ? data.details.error : undefined;
    const isSuite = data.details.type === 'suite';
    if (isSuite && (error === undefined || onlyItsSubtestsFailed(error))) continue;
    yield `${JSON.stringify(told(data))}\n`;
  }
}

function told(data: EventData.TestPass | EventData.TestFail): ToldTest {
  const { name, file, line, skip, todo, details } = data;
  return {
    name,
    file: file ?? '',
    place: file === undefined ? '' : ` (${relative(process.cwd(), file)}:${line ?? 0})`,
    isSkipped: skip !== undefined || todo !== undefined,
    isEmptyFile: !('error' in details) && file !== undefined && resolve(name) === file,
    ...('error' in details ? { error: describeFailure(details.error) } : {}),
  };
}
