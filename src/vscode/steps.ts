/**
 * One question of several: an input box or a pick with *Back* in its title. Whichever way it ends, what was typed
 * comes with the answer, so that nothing is lost.
 */
import * as vscode from 'vscode';
import { t } from '../core/kit/l10n.ts';
import { sentences } from '../core/kit/punctuation.ts';
import { createInputBox, createQuickPick, plainItem, plainText } from './door.ts';

/** A button in the title, beside *Back*. */
export interface StepAction {
  readonly id: string;
  readonly icon: string;
  readonly tooltip: string;
}

interface Step {
  readonly title: string;
  readonly canGoBack: boolean;
  readonly actions?: readonly StepAction[];
}

export interface TextStep extends Step {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Said when the box opens: what is wrong with an answer that was given before. */
  readonly complaint?: string | undefined;
  /** What is wrong with the text, as far as that can be seen from here; as a sentence. */
  readonly problemOf: (text: string) => string | undefined;
  /**
   * Asks somebody else. What is wrong is said at the text; the same text once more is taken all the same, as not
   * everything that is refused now is wrong.
   */
  readonly verify?: ((text: string, signal: AbortSignal) => Promise<string | undefined>) | undefined;
}

/** How a question ends without an answer; `left`: the person closed it. */
export type Leaving =
  | { readonly kind: 'back' | 'left'; readonly text: string }
  | { readonly kind: 'action'; readonly text: string; readonly action: string };

export type TextAnswer = { readonly kind: 'next'; readonly text: string } | Leaving;

export function askText(step: TextStep): Promise<TextAnswer> {
  const box = createInputBox();
  const { promise, resolve } = Promise.withResolvers<TextAnswer>();
  let verifying = new AbortController();
  let refused: string | undefined;
  const complain = (text: string | undefined) => {
    box.validationMessage = text === undefined ? undefined : plainText(text);
  };
  const end = (answer: TextAnswer) => {
    verifying.abort();
    resolve(answer);
    box.dispose();
  };
  const accept = async (text: string): Promise<void> => {
    const problem = step.problemOf(text);
    if (problem !== undefined) {
      complain(problem);
      return;
    }
    if (!step.verify || text === refused) {
      end({ kind: 'next', text });
      return;
    }
    verifying.abort();
    verifying = new AbortController();
    const { signal } = verifying;
    box.busy = true;
    const found = await step.verify(text, signal).catch(() => t('This could not be tested.'));
    if (signal.aborted) return;
    box.busy = false;
    if (found === undefined) {
      end({ kind: 'next', text });
      return;
    }
    refused = text;
    complain(sentences([found, t('Press Enter again to go on all the same.')]));
  };
  Object.assign(box, {
    title: plainText(step.title),
    prompt: plainText(step.prompt),
    placeholder: plainText(step.placeholder ?? ''),
    value: step.value,
    password: step.password === true,
    ignoreFocusOut: true,
    buttons: buttonsOf(step),
  });
  complain(step.complaint);
  box.onDidChangeValue((text) => {
    verifying.abort();
    box.busy = false;
    complain(text === '' ? undefined : step.problemOf(text));
  });
  box.onDidAccept(() => void accept(box.value));
  box.onDidTriggerButton((button) => end(pressed(button, box.value)));
  box.onDidHide(() => end({ kind: 'left', text: box.value }));
  box.show();
  return promise;
}

export interface PickStep<T extends vscode.QuickPickItem> extends Step {
  readonly placeholder: string;
  /** Made anew with what is typed. */
  readonly items: (typed: string) => readonly T[];
  /** The item that is marked when the pick opens. */
  readonly isChosen?: (item: T) => boolean;
}

export type PickAnswer<T> = { readonly kind: 'next'; readonly item: T } | Leaving;

export function askPick<T extends vscode.QuickPickItem>(step: PickStep<T>): Promise<PickAnswer<T>> {
  const pick = createQuickPick<T>();
  const { promise, resolve } = Promise.withResolvers<PickAnswer<T>>();
  const end = (answer: PickAnswer<T>) => {
    resolve(answer);
    pick.dispose();
  };
  Object.assign(pick, {
    title: plainText(step.title),
    placeholder: plainText(step.placeholder),
    ignoreFocusOut: true,
    matchOnDescription: true,
    buttons: buttonsOf(step),
  });
  const show = () => {
    pick.items = step.items(pick.value).map(plainItem);
  };
  show();
  pick.activeItems = pick.items.filter((item) => step.isChosen?.(item) === true).slice(0, 1);
  pick.onDidChangeValue(show);
  pick.onDidAccept(() => {
    const [item] = pick.selectedItems;
    if (item) end({ kind: 'next', item });
  });
  pick.onDidTriggerButton((button) => end(pressed(button, pick.value)));
  pick.onDidHide(() => end({ kind: 'left', text: pick.value }));
  pick.show();
  return promise;
}

interface ActionButton extends vscode.QuickInputButton {
  readonly action: string;
}

function buttonsOf({ canGoBack, actions = [] }: Step): vscode.QuickInputButton[] {
  const own = actions.map(({ id, icon, tooltip }): ActionButton => ({
    action: id,
    tooltip,
    iconPath: new vscode.ThemeIcon(icon),
  }));
  return [...(canGoBack ? [vscode.QuickInputButtons.Back] : []), ...own];
}

function pressed(button: vscode.QuickInputButton, text: string): Leaving {
  return 'action' in button && typeof button.action === 'string'
    ? { kind: 'action', text, action: button.action }
    : { kind: 'back', text };
}
