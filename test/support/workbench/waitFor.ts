/** How long a step of the workbench may take before a test gives up on it. */
export const stepTimeoutMs = 20_000;

/** Asks again and again until the answer is not undefined. `what` completes "Waited in vain for ...". */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  timeoutMs = stepTimeoutMs,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`Waited in vain for ${what} (${timeoutMs / 1000} s).`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
