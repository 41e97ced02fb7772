/** The value below which a share of a sorted list lies, linear between neighbours; `undefined` for an empty list. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number | undefined {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
}

/** The middle of a sorted list; between the two middle ones of an even number. `undefined` for an empty list. */
export function medianOf(sorted: ArrayLike<number>): number | undefined {
  return quantileOf(sorted, 0.5);
}
