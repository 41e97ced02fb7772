/** Stands in for VS Code's input boxes, picks and dialogs, which no test can type into from inside the host. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../workbench/waitFor.ts';

export interface QuickInputs {
  /** Everything that was said or asked in messages and dialogs. */
  readonly said: string[];
  /** Answers of the next dialogs; one without an answer is closed. */
  readonly dialogs: string[];
  /** Buttons that are pressed in the next messages. */
  readonly buttons: string[];
  open(title: string): Promise<OpenBox>;
  /** Waits for a box, types, and accepts; `undefined` accepts what stands there. */
  type(title: string, text: string | undefined): Promise<OpenBox>;
  openPick(title: string): Promise<OpenPick>;
  pick(title: string, label: RegExp, typed?: string): Promise<void>;
  restore(): void;
}

export interface OpenBox {
  readonly box: FakeInput;
  answer(text: string | undefined): void;
  back(): void;
  escape(): void;
  /** A button of the title, by its tooltip. */
  press(tooltip: string): void;
  /** What is said against the text, once something is. */
  complaint(): Promise<string>;
}

export interface OpenPick {
  labels(): string[];
  active(): string[];
  choose(label: RegExp): void;
  escape(): void;
}

/** As much of an input box or pick as the program uses. */
class FakeInput {
  title = '';
  value = '';
  prompt: string | undefined;
  placeholder = '';
  password = false;
  busy = false;
  validationMessage: string | undefined;
  buttons: readonly vscode.QuickInputButton[] = [];
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  isOpen = false;
  readonly changed = new vscode.EventEmitter<string>();
  readonly accepted = new vscode.EventEmitter<void>();
  readonly pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly hidden = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.pressed.event;
  readonly onDidHide = this.hidden.event;

  show(): void {
    this.isOpen = true;
  }

  dispose(): void {
    this.hide();
  }

  hide(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.hidden.fire();
  }

  write(text: string): void {
    this.value = text;
    this.changed.fire(text);
  }
}

export function fakeQuickInputs(): QuickInputs {
  const { createInputBox, createQuickPick, ...messages } = vscode.window;
  const { showInformationMessage, showWarningMessage, setStatusBarMessage } = messages;
  const made: FakeInput[] = [];
  const make = () => {
    const input = new FakeInput();
    made.push(input);
    return input;
  };
  const said: string[] = [];
  const dialogs: string[] = [];
  const buttons: string[] = [];
  Object.assign(vscode.window, {
    createInputBox: make,
    createQuickPick: make,
    showInformationMessage: (text: string) => {
      said.push(text);
      return Promise.resolve(buttons.shift());
    },
    setStatusBarMessage: (text: string) => {
      said.push(text);
      return { dispose: () => undefined };
    },
    showWarningMessage: (text: string, options: unknown) => {
      const { detail = '' } = (options ?? {}) as { detail?: string };
      said.push(`${text}\n${detail}`);
      return Promise.resolve(dialogs.shift());
    },
  });
  const shown = (title: string) =>
    waitFor(`the question "${title}"`, () => {
      const input = made.at(-1);
      return input?.isOpen === true && input.title === title && !input.busy ? input : undefined;
    });

  const open = async (title: string): Promise<OpenBox> => {
    const box = await shown(title);
    return {
      box,
      answer: (text) => {
        if (text !== undefined) box.write(text);
        box.accepted.fire();
      },
      back: () => box.pressed.fire(vscode.QuickInputButtons.Back),
      escape: () => box.hide(),
      press: (tooltip) => {
        const button = box.buttons.find((each) => each.tooltip === tooltip);
        assert.ok(button, tooltip);
        box.pressed.fire(button);
      },
      complaint: () => waitFor('a complaint', () => box.validationMessage),
    };
  };
  const openPick = async (title: string): Promise<OpenPick> => {
    const pick = await shown(title);
    return {
      labels: () => pick.items.map(({ label }) => label),
      active: () => pick.activeItems.map(({ label }) => label),
      choose: (label) => {
        const item = pick.items.find((each) => label.test(each.label));
        assert.ok(item, `${String(label)} in ${pick.items.map((each) => each.label).join(', ')}`);
        pick.selectedItems = [item];
        pick.accepted.fire();
      },
      escape: () => pick.hide(),
    };
  };
  return {
    said,
    dialogs,
    buttons,
    open,
    openPick,
    type: async (title, text) => {
      const box = await open(title);
      box.answer(text);
      return box;
    },
    pick: async (title, label, typed) => {
      const shownPick = await openPick(title);
      if (typed !== undefined) made.at(-1)?.write(typed);
      shownPick.choose(label);
    },
    restore: () =>
      Object.assign(vscode.window, {
        ...{
          createInputBox,
          createQuickPick,
          showInformationMessage,
          showWarningMessage,
          setStatusBarMessage,
        },
      }),
  };
}
