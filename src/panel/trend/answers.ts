import type { Answers } from '../answering.ts';
import { isIndex } from '../reading.ts';
import type { TrendQuestions } from './protocol.ts';
import type { CriterionTrendView } from './views.ts';

export const trendAnswers: Answers<TrendQuestions, readonly CriterionTrendView[]> = {
  criteria: {
    read: ({ from }) => (isIndex(from) ? { from } : undefined),
    answer: (criteria, { from }) => criteriaFrom(criteria, from),
  },
};

/** Criteria from `from` on, as many as fit in one message, at least one where there is one. */
export function criteriaFrom(all: readonly CriterionTrendView[], from: number): CriterionTrendView[] {
  const criteria: CriterionTrendView[] = [];
  let size = 0;
  for (const criterion of all.slice(from)) {
    size += JSON.stringify(criterion).length;
    if (criteria.length > 0 && size > budget) break;
    criteria.push(criterion);
  }
  return criteria;
}

const budget = 80 * 1024;
