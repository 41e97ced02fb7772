import type { HostMessage, Intent, PanelState } from '../../src/panel/run/protocol.ts';

/** What VS Code gives to a webview. */
interface VsCodeApi {
  postMessage(message: Intent): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the extension: intents up, messages down, and the little that outlives the page. */
export interface Host {
  post(intent: Intent): void;
  remembered(): PanelState | undefined;
  remember(state: PanelState): void;
  onMessage(listener: (message: HostMessage) => void): void;
}

/** To be called once: VS Code hands its API out only once for each page. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (intent) => api.postMessage(intent),
    remembered: () => {
      const state = api.getState();
      // The state is our own, but it may be that of an older version.
      return isCurrent(state) ? state : undefined;
    },
    remember: (state) => api.setState(state),
    onMessage: (listener) =>
      window.addEventListener('message', (event: MessageEvent<HostMessage>) => listener(event.data)),
  };
}

function isCurrent(state: unknown): state is PanelState {
  return typeof state === 'object' && state !== null && 'version' in state && state.version === 1;
}
