/** Lets a number of tasks per key run at once; the others wait in the order they came. */
export interface Limiter {
  /** @throws the signal's reason when it is aborted while the task still waits */
  run<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T>;
}

export function createLimiter(atOnce: number): Limiter {
  const lanes = new Map<string, Lane>();

  function laneOf(key: string): Lane {
    const lane = lanes.get(key) ?? { running: 0, waiting: new Set() };
    lanes.set(key, lane);
    return lane;
  }

  function leave(key: string, lane: Lane): void {
    const [next] = lane.waiting;
    if (next) {
      lane.waiting.delete(next);
      next();
      return;
    }
    lane.running -= 1;
    if (lane.running === 0) lanes.delete(key);
  }

  return {
    async run(key, signal, task) {
      signal.throwIfAborted();
      const lane = laneOf(key);
      if (lane.running < atOnce) lane.running += 1;
      else await turn(lane, signal);
      try {
        return await task();
      } finally {
        leave(key, lane);
      }
    },
  };
}

interface Lane {
  running: number;
  /** In the order of arrival; calling one hands it the place of a task that has ended. */
  readonly waiting: Set<() => void>;
}

function turn(lane: Lane, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    };
    const giveUp = () => {
      lane.waiting.delete(start);
      reject(new DOMException('Cancelled.', 'AbortError'));
    };
    lane.waiting.add(start);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}
