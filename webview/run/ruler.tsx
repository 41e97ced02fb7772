import type { VNode } from 'preact';
import type { Match } from './find.ts';

interface RulerProps {
  readonly matches: readonly Match[];
  readonly current: Match | undefined;
  readonly turns: number;
  readonly onGo: (match: Match) => void;
}

/** Marks beside the scrollbar where the text was found: at most one for each of some hundred places. */
export function Ruler({ matches, current, turns, onGo }: RulerProps): VNode | null {
  if (matches.length === 0 || turns === 0) return null;
  const places = new Map<number, Match>();
  for (const match of matches) {
    const place = Math.floor(share(match, turns) * steps);
    if (!places.has(place)) places.set(place, match);
  }
  return (
    <div class="ruler" aria-hidden="true">
      {[...places].map(([place, match]) => (
        <span
          key={place}
          class="ruler-mark"
          style={{ top: `${(place / steps) * 100}%` }}
          onClick={() => onGo(match)}
        />
      ))}
      {current && <span class="ruler-mark current" style={{ top: `${share(current, turns) * 100}%` }} />}
    </div>
  );
}

const steps = 300;

function share({ part }: Match, turns: number): number {
  return part.of.startsWith('turn') ? part.index / turns : 0;
}
