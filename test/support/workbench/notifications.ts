import type { Page } from 'playwright-core';
import { matches } from './matches.ts';
import { stepTimeoutMs, waitFor } from './waitFor.ts';

/** The toasts in the corner. The smoke-test driver suppresses them: open the workbench without it. */
export interface Notifications {
  texts(): Promise<string[]>;
  /** Waits for a toast whose text matches, and returns its text. */
  waitFor(words: string | RegExp): Promise<string>;
  /** Waits until there is none. */
  gone(): Promise<void>;
  /** Presses a toast's button. */
  press(button: string): Promise<void>;
}

export function notifications(page: Page): Notifications {
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  const texts = async (): Promise<string[]> => {
    const all = await toasts.locator('.notification-list-item-message').allInnerTexts();
    return all.map((text) => text.trim());
  };
  return {
    texts,
    waitFor: (words) =>
      waitFor(`a notification ${String(words)}`, async () =>
        (await texts()).find((text) => matches(text, words)),
      ),
    async gone() {
      let left: string[] = [];
      await waitFor('no notification any more', async () => {
        left = await texts();
        return left.length === 0 ? true : undefined;
      }).catch((error: unknown) => {
        throw new Error(`${String(error)} There is: ${left.join(' | ')}`);
      });
    },
    press: (button) =>
      toasts.getByRole('button', { name: button, exact: true }).first().click({ timeout: stepTimeoutMs }),
  };
}
