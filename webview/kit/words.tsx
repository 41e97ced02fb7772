import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { segments } from './segments.ts';
import './words.css';

/** Somebody else's words: never markup, always isolated in direction, invisible controls made visible. */
export function Words({ text }: { readonly text: string }): VNode {
  const parts = useMemo(() => segments(text), [text]);
  const [only] = parts;
  if (parts.length === 1 && only && only.style === '' && only.mark === undefined) return <>{only.text}</>;
  return (
    <>
      {parts.map((part) =>
        part.mark === undefined ? (
          <span key={part.at} class={part.style} data-at={part.at}>
            {part.text}
          </span>
        ) : (
          <span key={part.at} class="mark" title={part.mark}>
            {part.text}
          </span>
        ),
      )}
    </>
  );
}
