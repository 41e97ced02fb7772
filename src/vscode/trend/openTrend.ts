import { chooseSeries } from './chooseSeries.ts';
import type { TrendNeeds } from './needs.ts';

export async function openTrend(needs: TrendNeeds, argument: unknown): Promise<void> {
  const series = await chooseSeries(needs, argument);
  if (series) (await needs.trends.get()).open(series);
}
