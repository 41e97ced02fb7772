/** Where the runs of two batches part, side by side, for the page. Pure. */
import {
  goesOtherWays,
  type BranchOfTwo,
  type ForkOfTwo,
  type ForksOfTwo,
} from '../../analysis/forks/forksOfTwo.ts';
import { forkTitle, judgedWords, sideWords, tellingForks } from '../../analysis/forks/twoWords.ts';
import { wayWords } from '../../analysis/forks/words.ts';
import { formatCount, plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Numbering } from '../batch/numbering.ts';
import { clip } from '../text.ts';
import type { ForkMapView, ForkView, WayView } from './views.ts';

const mostForks = 6;
const mostWays = 6;
const longestTitle = 200;

/**
 * @param titles of runs by their ids
 * @returns `undefined` where no judged run of them has a transcript
 */
export function forkMap(
  { forks, runs, withoutTranscript }: ForksOfTwo,
  titles: ReadonlyMap<string, string>,
  keys: Numbering,
): ForkMapView | undefined {
  if (runs === 0) return undefined;
  const shown = tellingForks(forks, mostForks);
  return {
    forks: shown.map((fork) => forkView(fork, titles, keys)),
    words: mapWords(forks, runs),
    notes: [
      ...(withoutTranscript > 0
        ? [t('Without a transcript: {0}.', plural(withoutTranscript, 'judged run'))]
        : []),
      ...(forks.length > shown.length
        ? [
            t(
              'Of {0} those are shown that say most; {1} are not.',
              plural(forks.length, 'fork'),
              formatCount(forks.length - shown.length),
            ),
          ]
        : []),
    ],
  };
}

function mapWords(forks: readonly ForkOfTwo[], runs: number): string {
  if (forks.length === 0) return t('All {0} judged runs go the same way.', formatCount(runs));
  const of = (which: 0 | 1) => forks.find(({ sides }) => sides[which].separates);
  const [before, now] = [of(0), of(1)];
  if (before && before === now) return t('Turn {0} separates passed from failed runs in both.', turnOf(now));
  if (before && now)
    return t(
      'Before, turn {0} separated passed from failed runs; now turn {1} does.',
      turnOf(before),
      turnOf(now),
    );
  if (now) return t('Now turn {0} separates passed from failed runs; no turn did before.', turnOf(now));
  if (before)
    return t('Before, turn {0} separated passed from failed runs; no turn does now.', turnOf(before));
  return t('No turn separates passed from failed runs in either of them. That runs part is normal.');
}

function turnOf({ turn }: ForkOfTwo): string {
  return formatCount(turn + 1);
}

function forkView(fork: ForkOfTwo, titles: ReadonlyMap<string, string>, keys: Numbering): ForkView {
  const { branches, by, sides } = fork;
  return {
    title: forkTitle(fork),
    sides: [
      { words: sideWords(sides[0]), separates: sides[0].separates },
      { words: sideWords(sides[1]), separates: sides[1].separates },
    ],
    moved: goesOtherWays(fork) ? t('Runs now go other ways than before.') : '',
    ways: branches.slice(0, mostWays).map((branch) => wayView(branch, by, titles, keys)),
    more: Math.max(0, branches.length - mostWays),
  };
}

function wayView(
  branch: BranchOfTwo,
  by: ForkOfTwo['by'],
  titles: ReadonlyMap<string, string>,
  keys: Numbering,
): WayView {
  const { example, sides } = branch;
  const [before, now] = sides;
  return {
    words: wayWords(branch, by),
    run: { key: keys.of(example.run), title: clip(titles.get(example.run) ?? t('Run'), longestTitle) },
    turn: example.turn,
    sides: [
      { ...before, words: judgedWords(before) },
      { ...now, words: judgedWords(now) },
    ],
  };
}
