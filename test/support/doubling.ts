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
  // One try that takes next to no time says it for all; the first ones are slow.
  for (let tries = 0; tries < 3; tries++) if (cpuMs(() => work(long)) < leastMs) return;
  for (let tries = 3; ; tries += 3) {
    const once = fastest(() => work(short), tries);
    const twice = fastest(() => work(long), tries);
    if (twice < leastMs || twice < once * 2.5) return;
    assert.ok(
      tries < 45,
      `${what} over ${JSON.stringify(unit)}: ${once.toFixed(1)} ms, doubled ${twice.toFixed(1)} ms`,
    );
  }
}

const leastMs = 25;

function fastest(work: () => void, tries: number): number {
  return Math.min(...Array.from({ length: tries }, () => cpuMs(work)));
}

/** Of this process alone: others may be at work on the machine. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
