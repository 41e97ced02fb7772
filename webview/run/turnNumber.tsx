import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatCount } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';

interface TurnNumberProps {
  readonly count: number;
  /** @param turn index, within the run */
  readonly onGo: (turn: number) => void;
  readonly onLeave: () => void;
}

/** Takes the number of a turn. A number beyond the end leads to the last turn. */
export function TurnNumber({ count, onGo, onLeave }: TurnNumberProps): VNode {
  const field = useRef<HTMLInputElement>(null);
  /** Where the reader was when the key was pressed. */
  const from = useRef<Element | null>(null);
  useLayoutEffect(() => {
    from.current = document.activeElement;
    field.current?.focus();
  }, []);
  // The field stands where the language has the number.
  const [before, after] = t('Turn {0} of {1}', '\n', formatCount(count)).split('\n');
  return (
    <label class="where-turn">
      {before}
      <input
        ref={field}
        class="turn-field"
        inputMode="numeric"
        aria-label={t('Go to turn, 1 to {0}', formatCount(count))}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            onLeave();
            if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
          }
          if (event.key !== 'Enter') return;
          // A key press elsewhere on the page ends the way to a turn, which begins here.
          event.stopPropagation();
          const number = Number.parseInt(event.currentTarget.value.replace(/[\s.,]/g, ''), 10);
          if (Number.isNaN(number)) onLeave();
          else onGo(Math.min(Math.max(number, 1), count) - 1);
        }}
        onBlur={onLeave}
      />
      {after}
    </label>
  );
}
