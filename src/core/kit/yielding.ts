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
