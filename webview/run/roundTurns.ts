/**
 * Numbers of turns that stand below a chart: 2,000, 4,000, ...
 * @param most how many there is room for
 */
export function roundTurns(turns: number, most: number): number[] {
  const step = wholeSteps.find((each) => turns / each <= most) ?? turns;
  return Array.from({ length: Math.floor(turns / step) }, (_, index) => (index + 1) * step);
}

/** No half turns or characters. */
export const wholeSteps = [0, 1, 2, 3, 4, 5, 6].flatMap((power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
);
