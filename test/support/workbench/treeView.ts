import type { Locator, Page } from 'playwright-core';
import { matches } from './matches.ts';
import { comes, waitFor } from './waitFor.ts';

export interface TreeRow {
  /** What a screen reader says. */
  readonly label: string;
  /** What is painted: label and description. */
  readonly text: string;
  /** The place in the whole list, out of view or not; 0 is the top. */
  readonly index: number;
  /** 1 for a root. */
  readonly level: number;
  /** Undefined for a leaf. */
  readonly expanded: boolean | undefined;
}

/** The tree of runs in the side bar, as a person meets it. Words match a row's screen reader label. */
export interface TreeView {
  /** The rows in view. The list is virtual: rows out of view do not exist; make the viewport tall. */
  rows(): Promise<TreeRow[]>;
  /** The rows in view as text, two spaces a level. */
  asText(): Promise<string>;
  /** The first row that matches; waits for it, scrolling down when it is out of view. */
  row(words: string | RegExp): Promise<Locator>;
  /** Clicks a row's words: opens a run, or expands and collapses. */
  click(words: string | RegExp, options?: { double?: boolean; button?: 'left' | 'right' }): Promise<void>;
  /** Opens a closed row and waits until something below it has come. */
  expand(words: string | RegExp): Promise<void>;
  collapse(words: string | RegExp): Promise<void>;
  /** Turns the mouse wheel over the tree. */
  scroll(pixels: number): Promise<void>;
  /** Opens the menu of a row and chooses from it. */
  rowMenu(words: string | RegExp, item: string): Promise<void>;
  /** Clicks one of the buttons that a row shows under the mouse, by its tooltip. */
  rowAction(words: string | RegExp, action: string): Promise<void>;
}

export function treeView(page: Page): TreeView {
  const tree = page.locator('.part.sidebar .pane-body:visible [role=tree]');
  const items = tree.locator('[role=treeitem]');

  // The list reuses its elements: their order in the document means nothing.
  const rows = async (): Promise<TreeRow[]> =>
    (await items.evaluateAll(readRows)).sort((one, other) => one.index - other.index);

  // Rows move as others come: a place alone would lead to the wrong one.
  const locatorOf = ({ index, label }: TreeRow): Locator =>
    tree.locator(`[role=treeitem][data-index="${index}"][aria-label^=${JSON.stringify(nameIn(label))}]`);

  const find = async (words: string | RegExp): Promise<TreeRow> => {
    let scrolls = 0;
    return waitFor(`a row ${String(words)} in the tree`, async () => {
      const found = (await rows().catch(() => [])).find(({ label }) => matches(label, words));
      if (found !== undefined) return found;
      if (scrolls++ % 4 === 3) await scroll(page, tree, scrolls % 40 === 0 ? -1_000_000 : 400);
      return undefined;
    }).catch(async (error: unknown) => {
      const seen = (await rows()).map(({ label }) => label).join('\n');
      throw new Error(`${error instanceof Error ? error.message : String(error)} In sight is:\n${seen}`);
    });
  };

  const row = async (words: string | RegExp): Promise<Locator> => locatorOf(await find(words));

  const setExpanded = async (words: string | RegExp, expanded: boolean): Promise<void> => {
    const name = nameIn((await find(words)).label);
    let clickedAt = -Infinity;
    // What is said of it may change as its children come, and its place as those of others do, even under the mouse;
    // its name does not.
    await waitFor(`what is below ${String(words)}`, async () => {
      const now = await rows();
      const at = now.findIndex(({ label }) => nameIn(label) === name);
      const [parent, next] = at < 0 ? [] : now.slice(at);
      if (parent?.expanded === expanded) {
        if (!expanded || (next !== undefined && next.level > parent.level)) return true;
        if (next === undefined) await scroll(page, tree, 100);
      } else if (performance.now() - clickedAt > 3_000) {
        clickedAt = performance.now();
        await locatorOf(parent ?? (await find(words)))
          .locator('.monaco-tl-twistie')
          .click({ timeout: 2_000 })
          .catch(() => page.mouse.move(0, 0));
      }
      return undefined;
    });
  };

  return {
    rows,
    row,
    async asText() {
      return (await rows()).map(({ level, label }) => `${'  '.repeat(level - 1)}${label}`).join('\n');
    },
    async click(words, { double = false, button = 'left' } = {}) {
      // A row may move or be covered while we reach for it: look and reach again.
      await waitFor(`a click on ${String(words)}`, async () => {
        const label = (await row(words)).locator('.monaco-icon-label').first();
        return label.click({ button, clickCount: double ? 2 : 1, timeout: 2_000 }).then(
          () => true as const,
          () => page.mouse.move(0, 0).then(() => undefined),
        );
      });
    },
    expand: (words) => setExpanded(words, true),
    collapse: (words) => setExpanded(words, false),
    scroll: (pixels) => scroll(page, tree, pixels),
    async rowMenu(words, item) {
      const entry = page.getByRole('menuitem', { name: item, exact: true });
      const hasFocus = (): Promise<boolean> =>
        entry.evaluate((element) => element.closest('.action-item')?.classList.contains('focused') === true);
      await waitFor(`"${item}" in the menu of ${String(words)}`, async () => {
        if ((await entry.count()) === 0) {
          const right = { button: 'right', timeout: 2_000 } as const;
          await (await row(words)).click(right).catch(() => page.mouse.move(0, 0));
        }
        // VS Code ignores a click in the first 100 ms of a menu, but no key.
        const reached = await entry.hover({ timeout: 2_000 }).then(
          () => hasFocus().catch(() => false),
          () => false,
        );
        if (!reached) return undefined;
        await page.keyboard.press('Enter');
        return (await comes(async () => (await entry.count()) === 0, 1_000)) ? true : undefined;
      });
    },
    async rowAction(words, action) {
      await waitFor(`"${action}" on ${String(words)}`, async () => {
        const found = await row(words);
        const button = found.getByRole('button', { name: action }).first();
        // A row that is drawn anew takes its buttons with it: look and reach again.
        const reached = found.hover({ timeout: 2_000 }).then(() => button.click({ timeout: 2_000 }));
        return reached.then(
          () => true as const,
          () => page.mouse.move(0, 0).then(() => undefined),
        );
      });
    },
  };
}

/** What stands before all that is said of a row. */
function nameIn(label: string): string {
  return label.split(',', 1)[0] ?? label;
}

async function scroll(page: Page, tree: Locator, pixels: number): Promise<void> {
  const box = await tree.boundingBox({ timeout: 1000 }).catch(() => null);
  if (box === null) return;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, pixels);
}

/** Runs in the page, so it must stand alone. */
function readRows(elements: Element[]): TreeRow[] {
  return elements.map((element) => {
    const expanded = element.getAttribute('aria-expanded');
    return {
      label: element.getAttribute('aria-label') ?? '',
      text: (element.querySelector('.monaco-icon-label')?.textContent ?? '').trim(),
      index: Number(element.getAttribute('data-index') ?? '-1'),
      level: Number(element.getAttribute('aria-level') ?? '0'),
      expanded: expanded === null ? undefined : expanded === 'true',
    };
  });
}
