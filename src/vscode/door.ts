/**
 * The one door to VS Code's messages, questions, picks, progress and status bar. VS Code makes a link of
 * `[words](command:...)` in messages and prompts, and an icon of `$(name)` in labels. What comes through here is
 * text and nothing else, whoever wrote it. A test finds the calls that go another way.
 */
import * as vscode from 'vscode';
import { iconlessLine, unlinked } from '../core/kit/visible.ts';
import { insist } from './insist.ts';

/** @param buttons of our own. @returns the one that was chosen */
export function showInformation(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(unlinked(text), ...buttons);
}

/** See {@link showInformation}. */
export function showWarning(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(unlinked(text), ...buttons);
}

/** See {@link showInformation}. */
export function showError(text: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(unlinked(text), ...buttons);
}

/** In a dialog that waits for an answer, with room for every word. @param detail smaller, below the text */
export function ask(text: string, detail: string, ...buttons: string[]): Thenable<string | undefined> {
  const options = { modal: true, detail: unlinked(detail) };
  return vscode.window.showWarningMessage(unlinked(text), options, ...buttons);
}

/** As VS Code's own. An icon of ours goes into `iconPath`. */
export async function showQuickPick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<T | undefined> {
  const picked = await insist(() => vscode.window.showQuickPick(shownItems(items), plainOptions(options)));
  return picked?.item;
}

/** As {@link showQuickPick}, for several at once. */
export async function showQuickPickOfMany<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: vscode.QuickPickOptions,
): Promise<readonly T[] | undefined> {
  const many = { ...plainOptions(options), canPickMany: true } as const;
  const picked = await insist(() => vscode.window.showQuickPick(shownItems(items), many));
  return picked?.map(({ item }) => item);
}

function shownItems<T extends vscode.QuickPickItem>(items: readonly T[]) {
  return items.map((item) => ({ ...plainItem<vscode.QuickPickItem>(item), item }));
}

function plainOptions(options: vscode.QuickPickOptions): vscode.QuickPickOptions {
  const { title, placeHolder } = options;
  return { ...options, ...plainTexts({ title, placeHolder }) };
}

/** Its items must be {@link plainItem}s. */
export function createQuickPick<T extends vscode.QuickPickItem>(): vscode.QuickPick<T> {
  return vscode.window.createQuickPick<T>();
}

/** Its texts must be {@link plainText}. */
export function createInputBox(): vscode.InputBox {
  return vscode.window.createInputBox();
}

/** An item in whose words VS Code draws no icon. */
export function plainItem<T extends vscode.QuickPickItem>(item: T): T {
  const { description, detail } = item;
  return {
    ...item,
    label: iconlessLine(item.label),
    ...(description === undefined ? {} : { description: iconlessLine(description) }),
    ...(detail === undefined ? {} : { detail: iconlessLine(detail) }),
  };
}

/** As VS Code's own. */
export function showInputBox(options: vscode.InputBoxOptions): Thenable<string | undefined> {
  const { title, prompt, placeHolder } = options;
  const validateInput = options.validateInput?.bind(options);
  const validate = async (
    value: string,
  ): Promise<string | vscode.InputBoxValidationMessage | undefined | null> => {
    const found = await validateInput?.(value);
    if (typeof found === 'string') return unlinked(found);
    return found && { ...found, message: unlinked(found.message) };
  };
  const plain = {
    ...options,
    ...plainTexts({ title, prompt, placeHolder }),
    ...(validateInput ? { validateInput: validate } : {}),
  };
  return insist(() => vscode.window.showInputBox(plain));
}

/** As VS Code's own; what the work reports is plain, too. */
export function withProgress<T>(
  options: vscode.ProgressOptions,
  work: (
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ) => Thenable<T>,
): Thenable<T> {
  const { title } = options;
  return vscode.window.withProgress({ ...options, ...plainTexts({ title }) }, (progress, token) =>
    work({ report: (step) => progress.report({ ...step, ...plainTexts({ message: step.message }) }) }, token),
  );
}

/** For some seconds, in the status bar. */
export function showBriefly(text: string, ms: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(iconlessLine(text), ms);
}

export interface StatusItem {
  show(text: string, tooltip: string): void;
  dispose(): void;
}

/** An item of the status bar. @param icon that stands before its text */
export function statusItem(id: string, name: string, icon: string, command: string): StatusItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left, 0);
  item.name = name;
  item.command = command;
  return {
    show: (text, tooltip) => {
      item.text = `$(${icon}) ${iconlessLine(text)}`;
      item.tooltip = unlinked(tooltip);
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

/** Text that VS Code makes no link of: prompts and complaints of a {@link createInputBox}. */
export function plainText(text: string): string {
  return unlinked(text);
}

function plainTexts<K extends string>(
  texts: Readonly<Record<K, string | undefined>>,
): Partial<Record<K, string>> {
  const plain: Partial<Record<K, string>> = {};
  for (const key in texts) {
    const text = texts[key];
    if (text !== undefined) plain[key] = unlinked(text);
  }
  return plain;
}
