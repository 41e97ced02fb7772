import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './help.css';
import { keyName } from './macKeys.ts';

/** Keys and what they do, in the order people read them. */
export type KeyList = readonly (readonly [key: string, meaning: string])[];

interface HelpProps {
  readonly keys: KeyList;
  readonly onClose: () => void;
}

export function Help({ keys, onClose }: HelpProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{keyName(key)}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button class="link" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
