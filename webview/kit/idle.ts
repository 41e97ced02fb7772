/** In ms. Where the browser does not say that it is idle, what was about to be painted has been by then. */
const usualPause = 50;

/**
 * Calls when the page has nothing else to do. Safari has no way to be told that, so there it is a short pause.
 * @param latest in ms, when it is called whatever else there is to do
 * @returns takes it back
 */
export function whenIdle(call: () => void, latest: number): () => void {
  if ('requestIdleCallback' in globalThis) {
    const idle = requestIdleCallback(call, { timeout: latest });
    return () => cancelIdleCallback(idle);
  }
  const pause = setTimeout(call, Math.min(usualPause, latest));
  return () => clearTimeout(pause);
}
