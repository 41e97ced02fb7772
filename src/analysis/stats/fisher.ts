/** Two-sided p of a 2 x 2 table. */
export interface FisherP {
  readonly exact: number;
  /** Less cautious than `exact` and still honest in small batches: what verdicts are built on. */
  readonly midP: number;
}

/** Tables whose likelihoods differ by a smaller share than this are equally likely: rounding must not part mirrors. */
const tolerance = 1e-7;

/**
 * Fisher's test of [[a, b], [c, d]]: of all tables with the same margins, how likely are those that are at
 * most as likely as this one. The mid-P counts half of **all** equally likely ones: with equal batches the
 * mirror table is one of them, and halving the observed one alone is a known mistake (docs/analysis.md 2.3).
 * A table with an empty row or column says nothing: p = 1.
 */
export function fisher(a: number, b: number, c: number, d: number): FisherP {
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) return { exact: 1, midP: 1 };
  const { first, weights } = weightsOf(a + b, c + d, a + c);
  const observed = weights[a - first] ?? 0;
  let all = 0;
  let rarer = 0;
  let equal = 0;
  for (const weight of weights) {
    all += weight;
    if (Math.abs(weight - observed) <= tolerance * observed) equal += weight;
    else if (weight < observed) rarer += weight;
  }
  return { exact: Math.min(1, (rarer + equal) / all), midP: Math.min(1, (rarer + equal / 2) / all) };
}

/**
 * How likely each table is beside the likeliest one, by the first cell from `first` on: neighbours differ by a
 * simple factor, so that no factorial is needed.
 */
function weightsOf(
  row: number,
  otherRow: number,
  column: number,
): { readonly first: number; readonly weights: Float64Array } {
  const first = Math.max(0, column - otherRow);
  const last = Math.min(row, column);
  const weights = new Float64Array(last - first + 1);
  const likeliest = Math.floor(((row + 1) * (column + 1)) / (row + otherRow + 2));
  const mode = Math.min(last, Math.max(first, likeliest));
  /** Likelihood at `x + 1` divided by that at `x`. */
  const step = (x: number) => ((row - x) * (column - x)) / ((x + 1) * (otherRow - column + x + 1));
  weights[mode - first] = 1;
  for (let x = mode; x < last; x++) weights[x + 1 - first] = (weights[x - first] ?? 0) * step(x);
  for (let x = mode - 1; x >= first; x--) weights[x - first] = (weights[x + 1 - first] ?? 0) / step(x);
  return { first, weights };
}
