import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';

interface TurnNumberProps {
  readonly count: number;
  /** @param turn index, within the run */
  readonly onGo: (turn: number) => void;
  readonly onLeave: () => void;
}

/** Takes the number of a turn. A number beyond the end leads to the last turn. */
export function TurnNumber({ count, onGo, onLeave }: TurnNumberProps): VNode {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <label class="where-turn">
      Turn{' '}
      <input
        ref={field}
        class="turn-field"
        inputMode="numeric"
        aria-label={`Go to turn, 1 to ${formatCount(count)}`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave();
          if (event.key !== 'Enter') return;
          // A key press elsewhere on the page ends the way to a turn, which begins here.
          event.stopPropagation();
          const number = Number.parseInt(event.currentTarget.value.replace(/[\s.,]/g, ''), 10);
          if (Number.isNaN(number)) onLeave();
          else onGo(Math.min(Math.max(number, 1), count) - 1);
        }}
        onBlur={onLeave}
      />{' '}
      of {formatCount(count)}
    </label>
  );
}
