import type { Locator, Page } from 'playwright-core';
import { matches } from './matches.ts';
import { comes, heldStill, stepTimeoutMs, waitFor } from './waitFor.ts';

/** A person's way through the command palette, quick picks and input boxes. */
export interface QuickInput {
  /**
   * Runs a command by the words the palette shows, such as "Agent Runs: Refresh". One with dots asks something: it is
   * run again where its question does not come, or goes at once.
   */
  runCommand(title: string): Promise<void>;
  /** The words of each row that the open quick pick shows now. */
  choices(): Promise<string[]>;
  /** Waits for a row whose words match, and accepts it. */
  choose(words: string | RegExp): Promise<void>;
  /** Waits for the question whose title matches. */
  asked(words: RegExp): Promise<void>;
  /** Waits for an input box, types, and accepts unless `accept` is false. */
  answer(text: string, options?: { accept?: boolean }): Promise<void>;
  /** Names a file, by its path, in VS Code's own dialog for files, and accepts it. */
  nameFile(path: string): Promise<void>;
  /** What stands over the open input: its title, and the message (a prompt or a complaint) below. */
  inputTexts(): Promise<{ title: string; message: string; placeholder: string }>;
}

export function quickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input, .quick-input-filter input').first();
  const rows = widget.locator('.quick-input-list [role=option]');

  const choices = (): Promise<string[]> =>
    rows.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));

  // The list changes while it is being filtered: look and click again until it holds still.
  const choose = async (words: string | RegExp): Promise<void> => {
    let wasClicked = false;
    let question: string | undefined;
    await waitFor(`the choice ${String(words)}`, async () => {
      const label = (await choices()).find((choice) => matches(choice, words));
      // Gone after a click that only took its time, be it so much that it counts as missed: then another question is
      // there. Where none is, the list may have been closed by whatever took the focus.
      if (label === undefined) return wasClicked || (await isAnotherThan(question)) ? true : undefined;
      const row = rows.and(page.locator(`[aria-label=${JSON.stringify(label)}]`)).first();
      question = await title();
      const before = await shown();
      const clicked = await row.click({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      wasClicked ||= clicked;
      return clicked && (await hasMovedOn(label, question, before)) ? true : undefined;
    }).catch(inSight);
  };

  const isOpen = (): Promise<boolean> => input.isVisible();

  /** What is typed; undefined where nothing can be, as between one question and the next. */
  const typed = (): Promise<string | undefined> =>
    input.evaluateAll(([found]) => (found instanceof HTMLInputElement ? found.value : undefined));

  /** The row that Enter accepts. */
  const nextByEnter = async (): Promise<string | undefined> =>
    rows.and(page.locator('.focused')).evaluateAll(([found]) => found?.ariaLabel ?? undefined);

  const title = (): Promise<string> => textOf(page, '.quick-input-title');

  /** All that tells one question from the next. */
  const shown = async (): Promise<string> => JSON.stringify([await title(), await choices()]);

  const inSight = async (error: unknown): Promise<never> => {
    throw new Error(
      `${error instanceof Error ? error.message : String(error)} In sight is ${await shown()}.`,
    );
  };

  const isAnotherThan = async (question: string | undefined): Promise<boolean> => {
    const now = await title();
    return question !== undefined && now !== '' && now !== question;
  };

  // A list that is being filled as one clicks takes the click for nothing, and stays: what was chosen is still there,
  // among others than before. Where nothing else tells, others are enough: the next list may offer the same.
  const hasMovedOn = async (label: string, question: string, before: string): Promise<boolean> => {
    const isGone = async () => (await title()) !== question || !(await choices()).includes(label);
    return (await comes(isGone, 2_000)) || (await shown()) !== before;
  };

  const runCommand = async (command: string): Promise<void> => {
    // A key pressed while a webview takes the focus is lost, and the palette lists what was contributed when
    // it opened, early after a start too little: press again until the command is there.
    await waitFor(`the command "${command}" in the palette`, async () => {
      await page.keyboard.press('F1');
      if (!(await appears(input, 2_000))) return undefined;
      // The quick input may close under us: then try again instead of waiting for one that is gone.
      const filled = await input.fill(`>${command}`, { timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (!filled) return undefined;
      const isTitle = (choice = ''): boolean => choice === command || choice.startsWith(`${command},`);
      if (!(await comes(async () => isTitle(await nextByEnter()), 3_000))) {
        await page.keyboard.press('Escape');
        return undefined;
      }
      await page.keyboard.press('Enter');
      if (!(await comes(async () => !((await typed()) ?? '').startsWith('>'), 2_000))) return undefined;
      return !command.includes('...') || (await isAsked()) ? true : undefined;
    });
  };

  // VS Code gives the focus back to a page that had it before the palette, and once more some 60 ms later
  // (webviewElement's focusDelayer): a question that came in between is closed.
  const isAsked = (): Promise<boolean> => {
    let looks = 0;
    const stays = async (): Promise<boolean> => {
      looks = (await isQuestion()) ? looks + 1 : 0;
      return looks >= 4;
    };
    return comes(stays, 5_000);
  };

  const isQuestion = async (): Promise<boolean> => {
    const now = await typed();
    if (now !== undefined) return !now.startsWith('>');
    return (await page.locator('.monaco-dialog-box').count()) > 0;
  };

  return {
    choices,
    choose,
    runCommand,
    async asked(words) {
      await waitFor(`the question ${String(words)}`, async () =>
        words.test(await title()) ? true : undefined,
      ).catch(inSight);
    },
    async answer(text, { accept = true } = {}) {
      // The box may still be that of the palette, on its way out.
      await waitFor('an input box', () =>
        input.fill(text, { timeout: 1_000 }).then(
          () => true as const,
          () => undefined,
        ),
      );
      if (accept) await input.press('Enter');
    },
    async nameFile(path) {
      await waitFor('the dialog', async () => ((await typed())?.startsWith('/') === true ? true : undefined));
      // It looks around before it takes what is typed: type until it stays.
      await waitFor('the name in the dialog', async () => {
        await input.fill(path);
        if ((await heldStill('the name', async () => (await typed()) ?? '', 8)) !== path) return undefined;
        // Enter that comes while it still looks around is lost.
        await page.keyboard.press('Enter');
        return (await comes(async () => !(await isOpen()), 5_000)) ? true : undefined;
      });
    },
    async inputTexts() {
      await input.waitFor({ timeout: stepTimeoutMs });
      return {
        title: await textOf(page, '.quick-input-title'),
        message: await textOf(page, '.quick-input-message'),
        placeholder: (await input.getAttribute('placeholder')) ?? '',
      };
    },
  };
}

function appears(locator: Locator, timeoutMs: number): Promise<boolean> {
  return locator.waitFor({ timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}

async function textOf(page: Page, selector: string): Promise<string> {
  const texts = await page.locator(`.quick-input-widget:visible ${selector}`).allInnerTexts();
  return texts.join(' ').trim();
}
