import type { Page } from 'playwright-core';
import { matches } from './matches.ts';
import { stepTimeoutMs, waitFor } from './waitFor.ts';

/** The toasts in the corner. The smoke-test driver suppresses them: open the workbench without it. */
export interface Notifications {
  texts(): Promise<string[]>;
  /** Waits for a toast whose text matches, and returns its text. */
  waitFor(words: string | RegExp): Promise<string>;
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
    press: (button) =>
      toasts.getByRole('button', { name: button, exact: true }).first().click({ timeout: stepTimeoutMs }),
  };
}
