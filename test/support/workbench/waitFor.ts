/** How long a step of the workbench may take before a test gives up on it. */
export const stepTimeoutMs = 30_000;

/**
 * Asks again and again until the answer is not undefined. `what` completes "Waited in vain for ...". A page that is
 * replaced while it is asked is asked again.
 */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  timeoutMs = stepTimeoutMs,
  pauseMs = 50,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await answerOf(ask);
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what} (${timeoutMs / 1000} s).`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/**
 * Whether it comes true in that time; for what may be tried again.
 */
export function comes(ask: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const isTrue = async () => ((await ask()) ? true : undefined);
  return waitFor('it', isTrue, timeoutMs).catch(() => false);
}

/** Looks every 50 ms until it looks the same several times in a row. @returns what it looks like then */
export async function heldStill<T extends string>(
  what: string,
  look: () => Promise<T>,
  times = 5,
): Promise<T> {
  let before: T | undefined;
  let same = 0;
  return waitFor(`${what} to hold still`, async () => {
    const now = await look();
    same = now === before ? same + 1 : 1;
    before = now;
    return same >= times ? now : undefined;
  });
}

async function answerOf<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && wasReplaced.test(error.message)) return undefined;
    throw error;
  }
}

/** Playwright's words for a frame or an element that went while something was asked of it. */
const wasReplaced =
  /Frame was detached|Execution context was destroyed|Element is not attached|frame got detached/;
