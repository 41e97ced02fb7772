import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t, type Message } from '../../src/core/kit/l10n.ts';
import './help.css';
import { keyName } from './macKeys.ts';

/** Keys and what they do, in the order people read them. */
export type KeyList = readonly (readonly [key: Message, meaning: Message])[];

interface HelpProps {
  readonly keys: KeyList;
  readonly onClose: () => void;
}

export function Help({ keys, onClose }: HelpProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label={t('Keys')} onClose={onClose}>
      <h2>{t('Keys')}</h2>
      <dl>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{keyName(t(key))}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <button class="link" onClick={() => dialog.current?.close()}>
        {t('Close')}
      </button>
    </dialog>
  );
}
