/** Streams of the web, as every browser reads them. */

export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
    cancel(): Promise<void>;
  };
}

/**
 * The chunks of a stream. By its reader: Safari could not iterate over a stream before version 27. Whoever leaves before the
 * end lets the rest go.
 */
export async function* chunksOf(stream: ByteStream): AsyncGenerator<Uint8Array, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      if (value instanceof Uint8Array) yield value;
    }
  } finally {
    // Nobody waits for it: a stream that failed says so once more, and another one may not answer.
    reader.cancel().catch(() => undefined);
  }
}
