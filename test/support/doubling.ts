/** Says of work over text whether it grows with the length or with its square. */
import assert from 'node:assert/strict';

/**
 * Twice the text may take at most 2.5 times as long, by the fastest of several tries; what takes next to no time
 * is not compared, since the machine's own noise is larger.
 * @param unit repeated to texts of `size` and twice `size` characters
 */
export function assertGrowsWithLength(
  what: string,
  work: (text: string) => void,
  unit: string,
  size = 60_000,
) {
  const short = unit.repeat(Math.ceil(size / unit.length));
  const long = short + short;
  // Each round begins anew: a try that was lucky must not count for ever.
  for (let tries = fewestTries; ; tries += fewestTries) {
    let once = Infinity;
    let twice = Infinity;
    for (let left = tries; left > 0; left--) {
      twice = Math.min(
        twice,
        cpuMs(() => work(long)),
      );
      // Next to no time says it for all tries.
      if (twice < leastMs) return;
      once = Math.min(
        once,
        cpuMs(() => work(short)),
      );
    }
    if (twice < once * 2.5) return;
    assert.ok(
      tries < mostTries,
      `${what} over ${JSON.stringify(unit)}: ${once.toFixed(1)} ms, doubled ${twice.toFixed(1)} ms`,
    );
  }
}

const leastMs = 25;
const fewestTries = 3;
const mostTries = 45;

/** Of this process alone: others may be at work on the machine. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
