import type { Slicing } from '../analysis/slices.ts';
import { nextTurn } from '../core/kit/yielding.ts';

/**
 * How long work of the analysis is cut into pieces, so that the editor stays quick. Not in a thread of its own: a run
 * has members that no thread can be handed (its JSON is read when somebody asks), and the copy of a thousand runs alone
 * takes four times as long as their statistics (25 ms and 6 ms).
 */
export const slicing: Omit<Slicing, 'signal'> = { now: () => performance.now(), pause: nextTurn };
