import type { Slicing } from '../analysis/slices.ts';
import { nextTurn } from '../core/kit/yielding.ts';

/**
 * How long work of the analysis is cut into pieces, so that the editor stays quick. Not in a thread of its own: to hand
 * it a thousand runs takes as long as what is to be done with them, and blocks as long, too.
 */
export const slicing: Omit<Slicing, 'signal'> = { now: () => performance.now(), pause: nextTurn };
