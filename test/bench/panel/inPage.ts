/** Functions that run in the browser; each stands alone, as it is sent there as text. */

/** What a webview's document says once its first content is on the screen. Times in ms since the epoch. */
export interface Painted {
  /** VS Code has begun to write the page into its frame. */
  readonly writtenAt: number;
  /** The page's script runs; `undefined` where there is none. */
  readonly startedAt: number | undefined;
  /**
   * The data was on its way: with the page itself when that holds a block of JSON, else when the page had asked for
   * it, which the host answers at once.
   */
  readonly givenAt: number | undefined;
  readonly paintedAt: number;
}

declare global {
  interface Window {
    /** Given to the page by Playwright. */
    panelPainted(painted: Painted): void;
    benchKeyAt: number;
    /** Characters of the longest message, as JSON; data that came with the page counts as one. */
    benchLongest: number;
  }
}

/** Installed in every frame before its own scripts: watches the keys of the workbench, and each webview. */
export function watchFrames(): void {
  const now = (): number => performance.timeOrigin + performance.now();
  if (window.top === window) {
    window.addEventListener(
      'keydown',
      (event) => (window.benchKeyAt = performance.timeOrigin + event.timeStamp),
      true,
    );
    return;
  }

  // VS Code shows the frame when it has loaded, and hides `frameElement` from the page by then.
  const frame = window.frameElement as HTMLElement;
  let writtenAt = NaN;
  let startedAt: number | undefined;
  let givenAt: number | undefined;
  interface Api {
    postMessage(message: unknown): void;
  }
  let acquire: (() => Api) | undefined;
  // VS Code writes the page into a document that has this window, and before anything else sets this function.
  Object.defineProperty(window, 'acquireVsCodeApi', {
    get: () => acquire,
    set: (original: () => Api) => {
      writtenAt = now();
      acquire = () => {
        startedAt = now();
        const api = original();
        const postMessage = (message: unknown): void => {
          givenAt ??= now();
          api.postMessage(message);
        };
        return { ...api, postMessage };
      };
      window.benchLongest = 0;
      const note = (text: string): void => {
        window.benchLongest = Math.max(window.benchLongest, text.length);
      };
      window.addEventListener('message', ({ data }) => note(JSON.stringify(data)));
      // Once, when all is parsed and no module has run.
      document.addEventListener(
        'readystatechange',
        () => {
          const block = document.querySelector('script[type="application/json"]');
          if (block === null) return;
          givenAt = writtenAt;
          note(block.textContent);
        },
        { once: true },
      );
      requestAnimationFrame(look);
    },
  });

  function look(): void {
    if (!isShown()) {
      requestAnimationFrame(look);
      return;
    }
    // What this frame found is painted by the end of it; the message is delivered after that.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.panelPainted({ writtenAt, startedAt, givenAt, paintedAt: now() });
    port2.postMessage(undefined);
  }

  function isShown(): boolean {
    if (frame.style.visibility === 'hidden') return false;
    const content = document.querySelector('article, .one-line');
    if (!content || !/of run|One line/.test(content.textContent)) return false;
    const { top, height } = content.getBoundingClientRect();
    return height > 0 && top < window.innerHeight;
  }
}

export interface Scrolled {
  /** Intervals between frames, in ms. */
  readonly intervals: readonly number[];
  readonly mostMounted: number;
  /** Frames in which a turn in sight had no text yet. */
  readonly waiting: number;
}

/** Scrolls down by so many pixels a frame, from the top again at the end. */
export function scroll({ forMs, pixels }: { forMs: number; pixels: number }): Promise<Scrolled> {
  const intervals: number[] = [];
  let mostMounted = 0;
  let waiting = 0;
  const hasWaiting = (): boolean =>
    [0.3, 0.6, 0.9].some((part) => {
      const element = document.elementFromPoint(window.innerWidth / 3, window.innerHeight * part);
      const turn = element?.closest('article');
      return turn != null && turn.querySelector('p')?.textContent === 'Loading…';
    });
  return new Promise((resolve) => {
    let start: number | undefined;
    let before = 0;
    let top = 0;
    let end = 0;
    const step = (time: number): void => {
      start ??= time;
      if (time > start) intervals.push(time - before);
      before = time;
      if (intervals.length % 20 === 0) {
        end = document.documentElement.scrollHeight - window.innerHeight;
        mostMounted = Math.max(mostMounted, document.querySelectorAll('article').length);
        if (hasWaiting()) waiting += 1;
      }
      if (time - start > forMs) {
        resolve({ intervals, mostMounted, waiting });
        return;
      }
      top = top >= end ? 0 : top + pixels;
      window.scrollTo(0, top);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** Types into the search field, and waits until the number of results is painted. Milliseconds. */
export async function find(text: string): Promise<number> {
  const field = document.querySelector<HTMLInputElement>('[aria-label="Find in transcript"]');
  const status = document.querySelector('[role=search] [role=status]');
  if (!field || !status) throw new Error('There is no search field, or no status beside it.');
  const type = (words: string): void => {
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
  const isThere = (): boolean => /\d/.test(status.textContent);
  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    const end = performance.now() + 20_000;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`${what} in vain; the status is "${status.textContent}".`);
      await frame();
    }
  };
  type('');
  await until('Emptied the search field', () => !isThere());
  const start = performance.now();
  type(text);
  await until(`Searched for ${text}`, isThere);
  const { port1, port2 } = new MessageChannel();
  const painted = new Promise((resolve) => (port1.onmessage = resolve));
  port2.postMessage(undefined);
  await painted;
  return performance.now() - start;
}
