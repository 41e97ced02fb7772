import { plainKey } from '../kit/keys.ts';

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

function isFind(event: KeyboardEvent): boolean {
  const control = event.ctrlKey || event.metaKey;
  return event.key.toLowerCase() === 'f' && control && !event.shiftKey && !event.altKey;
}
