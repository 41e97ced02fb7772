/**
 * How bytes are fetched. One method and no verb to choose: whatever implements this can only GET. Proxies,
 * certificates and other transports are implementations or options of this interface and touch nobody else.
 */
export interface Transport {
  /**
   * Fetches once: no retry, no redirect followed (a 3xx is an answer like any other).
   * @throws TransportFailure; anything at all once `signal` is aborted
   */
  get(request: TransportRequest): Promise<TransportResponse>;
  /** How a request to this address is routed now. */
  route(url: URL): Route;
  /** Ends open connections. */
  close(): Promise<void>;
}

/** For sentences and reports: nothing secret in it. */
export interface Route {
  /**
   * `vscode`: the fetch that VS Code provides, which finds proxy and certificates by itself; `browser`: that of a browser,
   * which asks only who allows it; `memory`: nothing leaves the window.
   */
  readonly transport: 'undici' | 'vscode' | 'browser' | 'memory';
  /** Host and port; `undefined` for the direct way, and where VS Code decides. */
  readonly proxy: string | undefined;
  /** The setting or variable that decided so, e.g. `http.proxy`, `http.noProxy` or `HTTPS_PROXY`. */
  readonly proxySource: string | undefined;
  /** Whose certificates are trusted: the operating system's and Node's, Node's alone, VS Code's, the browser's; or not encrypted. */
  readonly certificates: 'system' | 'node' | 'vscode' | 'browser' | 'none';
  /** VS Code's fetch is not used, although the setting allows it: it would trust anybody. */
  readonly hostRefused?: boolean;
}

export interface TransportRequest {
  readonly url: URL;
  /** Names in lower case. The transport adds `accept-encoding`, because it is who decodes. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** From the request being sent to the complete head of the response. */
  readonly headersTimeoutMs: number;
  /** The longest silence within the body. */
  readonly bodyTimeoutMs: number;
  /** The whole exchange, so that a body that drips for ever ends too. */
  readonly totalTimeoutMs: number;
  /** Cap on the decompressed body of a 2xx; reading stops there. */
  readonly maxBytes: number;
  /** Any other answer's body is only read for its words: it is cut off here without an error. */
  readonly maxErrorBytes: number;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}
