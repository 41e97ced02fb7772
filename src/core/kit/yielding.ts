/** Long work in portions: others in this thread have their turn between two of them. */

/** Comes back after what waits in the event loop has run. A message port, since timers are held back in browsers. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const arrived = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', arrived, { once: true });
    port1.start();
    port2.postMessage(undefined);
  });
}

/** How long work is done in one go before other work has its turn. */
const sliceMs = 10;

/** Makes one thing of each, in slices. @throws the signal's reason */
export async function inSlices<From, To>(
  all: readonly From[],
  make: (each: From) => To,
  signal: AbortSignal,
): Promise<To[]> {
  const made: To[] = [];
  let since = performance.now();
  for (const each of all) {
    made.push(make(each));
    if (performance.now() - since < sliceMs) continue;
    await nextTurn();
    signal.throwIfAborted();
    since = performance.now();
  }
  return made;
}
