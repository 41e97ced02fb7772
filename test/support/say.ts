/** Says on the terminal what the rig is doing. */
export function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Says what is being done and, once it is done, how long it took. */
export async function sayWithTime<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  say(`${what} ...`);
  const start = performance.now();
  const result = await work();
  say(`  done in ${seconds(performance.now() - start)}.`);
  return result;
}

/** A duration in milliseconds as `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
