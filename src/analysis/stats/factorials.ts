const tableSize = 4096;

/** log n! for small n, so that exact tests neither overflow nor multiply. */
const table = makeTable();

/** The natural logarithm of n!. */
export function logFactorial(n: number): number {
  const known = table[n];
  if (known !== undefined) return known;
  // Stirling's series: beyond the table its error is below 1e-18.
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** The natural logarithm of "n choose k"; -Infinity where there is no way to choose. */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

function makeTable(): Float64Array {
  const logs = new Float64Array(tableSize);
  for (let n = 2; n < tableSize; n++) logs[n] = (logs[n - 1] ?? 0) + Math.log(n);
  return logs;
}
