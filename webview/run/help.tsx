import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './help.css';

const keys: readonly (readonly [key: string, meaning: string])[] = [
  ['j, k', 'Next, previous turn'],
  ['g or Home, G or End', 'First, last turn'],
  ['t', 'Go to a turn by its number'],
  ['n, p', 'Next, previous criterion that was not met'],
  ['l or ], h or [', 'Next, previous run of the same collection'],
  ['/ or Ctrl+F', 'Find'],
  ['Enter, Shift+Enter', 'Next, previous match (in the find field)'],
  ['Esc', 'Clear the find field, close this list'],
  ['?', 'Show this list'],
];

export function Help({ onClose }: { readonly onClose: () => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label="Keys" onClose={onClose}>
      <h2>Keys</h2>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
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
