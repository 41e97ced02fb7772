/** What VS Code gives to a webview. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/**
 * The way to the extension: intents up, messages down, and the little that outlives the page.
 * @typeParam Up what this page sends, `Down` what it receives, `State` what it remembers
 */
export interface Host<Up, Down, State> {
  post(message: Up): void;
  remembered(): State | undefined;
  remember(state: State): void;
  onMessage(listener: (message: Down) => void): void;
}

/**
 * To be called once: VS Code hands its API out only once for each page.
 * @param version of the state that this page writes; one of another version is forgotten
 */
export function connect<Up, Down, State extends { readonly version: number }>(
  version: State['version'],
): Host<Up, Down, State> {
  const api = acquireVsCodeApi();
  // The state is our own, but it may be that of an older version.
  const isCurrent = (state: unknown): state is State =>
    typeof state === 'object' && state !== null && 'version' in state && state.version === version;
  return {
    post: (message) => api.postMessage(message),
    remembered: () => {
      const state = api.getState();
      return isCurrent(state) ? state : undefined;
    },
    remember: (state) => api.setState(state),
    onMessage: (listener) =>
      window.addEventListener('message', (event: MessageEvent<Down>) => listener(event.data)),
  };
}
