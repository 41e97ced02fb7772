/** A trend on its way out of the editor. */
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Habit } from '../../analysis/trend/habits.ts';
import type { CriteriaChange, Trend } from '../../analysis/trend/trend.ts';
import { textsOf } from '../../export/analysis/formats.ts';
import { redactTexts } from '../../export/redaction/redact.ts';
import type { ShownTrend } from '../../panel/trend/session.ts';
import type { Analysis } from '../carryAnalysis.ts';

/** Its names are all that can hold something that must not go out. */
export function trendAnalysis({ titles, trend }: ShownTrend, settings: AnalysisSettings): Analysis {
  return {
    name: `Trend of ${titles.at(-1) ?? ''}`,
    make: (rules) => {
      const replaced = redactTexts([...titles, ...namesIn(trend)], rules);
      const clean = (text: string) => replaced.get(text) ?? text;
      const report = { title: titles.map(clean).join(' › '), trend: renamed(trend, clean), settings };
      return Promise.resolve({ ...textsOf({ kind: 'trend', report }), redacted: replaced.size > 0 });
    },
  };
}

function namesIn({ points, criteria }: Trend): string[] {
  const ofChange = (change: CriteriaChange | null) =>
    change ? [...change.text, ...change.added, ...change.removed] : [];
  return [
    ...points.flatMap(({ title, criteriaChanged }) => [title, ...ofChange(criteriaChanged)]),
    ...criteria.map(({ name }) => name),
  ];
}

function renamed(trend: Trend, clean: (text: string) => string): Trend {
  // All their names are those of criteria.
  const named = (habit: Habit) => ({ ...habit, names: habit.names.map(clean) });
  return {
    ...trend,
    points: trend.points.map((point) => ({
      ...point,
      title: clean(point.title),
      criteriaChanged: point.criteriaChanged && {
        text: point.criteriaChanged.text.map(clean),
        added: point.criteriaChanged.added.map(clean),
        removed: point.criteriaChanged.removed.map(clean),
      },
    })),
    criteria: trend.criteria.map((each) => ({ ...each, name: clean(each.name) })),
    habits: {
      neverMissed: trend.habits.neverMissed.map(named),
      neverMet: trend.habits.neverMet.map(named),
      together: trend.habits.together.map(named),
    },
  };
}
