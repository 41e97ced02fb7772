import type { VNode } from 'preact';
import { Words } from './words.tsx';

/** Titles from the outermost down, each in its own direction: two that run from right to left would change places. */
export function Trail({ titles }: { readonly titles: readonly string[] }): VNode {
  return (
    <p class="trail">
      {titles.map((title, at) => (
        <span key={at}>
          {at > 0 && ' › '}
          <bdi>
            <Words text={title} />
          </bdi>
        </span>
      ))}
    </p>
  );
}
