/** The time limit of a host with Node. */
import { runInNewContext } from 'node:vm';
import { TookTooLong, type TimeLimit } from '../../core/kit/timeLimit.ts';

/** The watchdog of node:vm stops whatever runs inside the call, also a match that backtracks for ever. */
export const withinTime: TimeLimit = (ms, _pattern, work) => {
  const done: { value: ReturnType<typeof work> }[] = [];
  try {
    runInNewContext('run()', { run: () => void done.push({ value: work() }) }, { timeout: ms });
  } catch (error) {
    throw isTimeout(error) ? new TookTooLong(`stopped after ${ms} ms`) : error;
  }
  const [result] = done;
  if (!result) throw new TookTooLong('stopped');
  return result.value;
};

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
