export type KeyAction =
  | 'nextTurn'
  | 'previousTurn'
  | 'firstTurn'
  | 'lastTurn'
  | 'askTurn'
  | 'nextTool'
  | 'previousTool'
  | 'nextFailure'
  | 'previousFailure'
  | 'nextRun'
  | 'previousRun'
  | 'find'
  | 'help';

/** Each can be typed without AltGr on a German keyboard, too: `l` and `h` stand for the brackets. */
const actions: Readonly<Record<string, KeyAction>> = {
  j: 'nextTurn',
  k: 'previousTurn',
  g: 'firstTurn',
  Home: 'firstTurn',
  G: 'lastTurn',
  End: 'lastTurn',
  t: 'askTurn',
  c: 'nextTool',
  C: 'previousTool',
  n: 'nextFailure',
  p: 'previousFailure',
  ']': 'nextRun',
  l: 'nextRun',
  '[': 'previousRun',
  h: 'previousRun',
  '/': 'find',
  '?': 'help',
};

/** What a key press means on a run's page; nothing while one types or while a dialog is open. */
export function keyAction(event: KeyboardEvent): KeyAction | undefined {
  // VS Code's own frame has already prevented the browser's search by then.
  if (isFind(event)) return 'find';
  return actions[plainKey(event) ?? ''];
}

/** The key that was pressed by itself; nothing while one types or while a dialog is open. */
export function plainKey(event: KeyboardEvent): string | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if ((event.ctrlKey || event.metaKey || event.altKey) && !isAltGr(event)) return undefined;
  const target = event.composedPath()[0];
  if (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog')
  )
    return undefined;
  return event.key;
}

function isFind(event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey;
  return event.key.toLowerCase() === 'f' && control && !event.shiftKey && !event.altKey;
}

/** Brackets are typed with AltGr on many keyboards, which some systems report as Ctrl and Alt. */
function isAltGr(event: KeyboardEvent): boolean {
  const isBracket = event.key === '[' || event.key === ']';
  return (
    isBracket && !event.metaKey && (event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey))
  );
}
