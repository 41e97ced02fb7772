export type KeyAction =
  | 'nextTurn'
  | 'previousTurn'
  | 'nextFailure'
  | 'previousFailure'
  | 'nextRun'
  | 'previousRun'
  | 'find'
  | 'help';

const actions: Readonly<Record<string, KeyAction>> = {
  j: 'nextTurn',
  k: 'previousTurn',
  n: 'nextFailure',
  p: 'previousFailure',
  ']': 'nextRun',
  '[': 'previousRun',
  '/': 'find',
  '?': 'help',
};

/** What a key press means; nothing while one types or while a dialog is open. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  const target = event.composedPath()[0];
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!plain) {
    const isFind =
      event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    return isFind ? 'find' : undefined;
  }
  if (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog')
  )
    return undefined;
  return actions[event.key];
}
