/**
 * JSON-RPC over stdin and stdout, a message a line. The SDK's own transport reads without a stop and is silent about
 * what it cannot read; this one reads no faster than it is answered, and answers as JSON-RPC 2.0 (5.1) says.
 */
import type { Readable, Writable } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { ErrorCode, JSONRPCMessageSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { isObject } from '../core/kit/json.ts';
import { linesOf } from './lines.ts';

/** No question is nearly as long. */
const longestLine = 1024 * 1024;

export interface TransportOptions {
  readonly input: Readable;
  readonly output: Writable;
  /** Resolves when another message may be read. */
  readonly room: () => Promise<void>;
  /** Resolves when all that was asked is answered. */
  readonly idle: () => Promise<void>;
}

export class LineTransport implements Transport {
  readonly #options: TransportOptions;
  #isClosed = false;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    void this.#read().catch((error: unknown) => {
      if (error instanceof Error) this.onerror?.(error);
      return this.close();
    });
    return Promise.resolve();
  }

  async send(message: JSONRPCMessage): Promise<void> {
    await this.#write(inWords(message));
  }

  close(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#isClosed = true;
    this.#options.input.destroy();
    this.onclose?.();
    return Promise.resolve();
  }

  /** Ends with its input, when what was asked before is answered. */
  async #read(): Promise<void> {
    const { input, room, idle } = this.#options;
    for await (const { text, tooLong } of linesOf(input, longestLine)) {
      if (tooLong)
        await this.#refuse(null, ErrorCode.ParseError, `A line has more than ${longestLine} bytes.`);
      else if (text.trim() !== '') await this.#take(text);
      await room();
    }
    await idle();
    // The last answer is on its way here.
    await nextTurn();
    await this.close();
  }

  async #take(text: string): Promise<void> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return this.#refuse(null, ErrorCode.ParseError, 'A line is no JSON.');
    }
    const message = JSONRPCMessageSchema.safeParse(json);
    if (!message.success)
      return this.#refuse(idOf(json), ErrorCode.InvalidRequest, 'A line is no message of JSON-RPC 2.0.');
    this.onmessage?.(message.data);
    // Whatever is begun with it is counted before the next one is read.
    return nextTurn();
  }

  #refuse(id: string | number | null, code: number, message: string): Promise<void> {
    return this.#write({ jsonrpc: '2.0', id, error: { code, message } });
  }

  #write(message: unknown): Promise<void> {
    const { output } = this.#options;
    if (!output.writable || output.write(`${JSON.stringify(message)}\n`)) return Promise.resolve();
    return new Promise((resolve) => {
      output.once('drain', resolve);
      output.once('close', resolve);
    });
  }
}

/** What a request lacks the SDK tells as a list of its schema's findings, and as an error of ours. */
function inWords(message: JSONRPCMessage): JSONRPCMessage {
  if (!('error' in message)) return message;
  const places = placesIn(message.error.message);
  if (places.length === 0) return message;
  const words = `The request is not as its method takes it: ${places.join(', ')}. Ask again with it mended.`;
  return { ...message, error: { code: ErrorCode.InvalidParams, message: words } };
}

/** `params.arguments`, for each finding of a schema. */
function placesIn(text: string): string[] {
  if (!text.startsWith('[')) return [];
  try {
    const findings = JSON.parse(text) as unknown;
    return (Array.isArray(findings) ? findings : []).flatMap((each: unknown) => {
      const path = isObject(each) ? each['path'] : undefined;
      return Array.isArray(path) ? [path.map(String).join('.')] : [];
    });
  } catch {
    return [];
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function idOf(json: unknown): string | number | null {
  const id = isObject(json) ? json['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
