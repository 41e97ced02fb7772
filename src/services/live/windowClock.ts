import type { PollerClock } from '../../core/live/poller.ts';

/** The window's own time. */
export const windowClock: PollerClock = {
  now: Date.now,
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return { dispose: () => clearTimeout(timer) };
  },
};
