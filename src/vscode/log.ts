/** The output channel "Agent Runs": one line per request, without keys, headers or query strings. */
import * as vscode from 'vscode';
import type { ProviderError } from '../core/provider/providerError.ts';
import type { RequestLine } from '../http/service.ts';
import { formatBytes } from '../core/kit/format.ts';

export class Log {
  readonly #channel = vscode.window.createOutputChannel('Agent Runs', { log: true });

  request(line: RequestLine): void {
    const { verb, origin, path, status, ms, bytes, requestId, attempt, reason } = line;
    const words = [
      `${verb} ${origin}${path}`,
      status === undefined ? 'no answer' : `${status}`,
      `${Math.round(ms)} ms`,
      formatBytes(bytes),
      ...(attempt > 1 ? [`attempt ${attempt}`] : []),
      ...(requestId ? [`request ${requestId}`] : []),
      ...(reason ? [reason] : []),
    ];
    if (reason && reason !== 'aborted') this.#channel.warn(words.join(', '));
    else this.#channel.info(words.join(', '));
  }

  failure(where: string, error: ProviderError): void {
    this.#channel.warn(`${where}: ${error.reason}: ${error.message}`);
  }

  /** What stands in the way on this machine, with what the system said of it. */
  trouble(where: string, reason: string, details = ''): void {
    this.#channel.warn(details === '' ? `${where}: ${reason}` : `${where}: ${reason}: ${details}`);
  }

  /** A defect of ours: the message only where it cannot carry foreign text, and the stack. */
  defect(where: string, error: unknown): void {
    const stack = error instanceof Error ? (error.stack ?? error.name) : typeof error;
    this.#channel.error(`${where}: ${stack}`);
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
