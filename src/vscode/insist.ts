/**
 * Questions that VS Code closes before anybody can have read them, asked once more. After a command of the palette VS
 * Code gives the focus back to the page that had it before, and about 60 ms later once more (the `_focusDelayer` of its
 * `webviewElement.ts`); a list that came in between loses the focus and goes. It does where the extension takes about
 * that long to ask: measured with VS Code's server on a slow machine, in most tries.
 */
import type * as vscode from 'vscode';

/**
 * Whether a question was shown and closed before anybody can have read it and pressed Escape. What is answered in no time
 * was never shown, as when the window is on its way out.
 * @param ms since we asked
 */
function closedTooSoon(ms: number): boolean {
  return ms >= 5 && ms < 250;
}

/** @param ask returns undefined where the question was closed without an answer */
export async function insist<T>(
  ask: () => Thenable<T | undefined>,
  now: () => number = () => performance.now(),
): Promise<T | undefined> {
  const asked = now();
  const answer = await ask();
  return answer === undefined && closedTooSoon(now() - asked) ? ask() : answer;
}

/**
 * Shows an input, and once more where it was closed too soon.
 * @param isLeft whether it was closed by something else than us
 * @param hidden called when it is gone for good
 */
export function showInsisting(
  input: Pick<vscode.QuickInput, 'show' | 'onDidHide'>,
  isLeft: () => boolean,
  hidden: () => void,
  now: () => number = () => performance.now(),
): void {
  const shown = now();
  let isFirst = true;
  input.onDidHide(() => {
    const again = isFirst && isLeft() && closedTooSoon(now() - shown);
    isFirst = false;
    if (again) input.show();
    else hidden();
  });
  input.show();
}
