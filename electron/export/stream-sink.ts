import type { Writable } from "node:stream";
import type { ByteSink } from "#export/export-source.ts";

/**
 * A sink that writes to a stream, such as standard output, and waits for it to take each chunk. Rejects with the stream's error;
 * EPIPE when the reader has gone away (`| head`).
 */
export function streamSink(stream: Writable): ByteSink {
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
  };
}
