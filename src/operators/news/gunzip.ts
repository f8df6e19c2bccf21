/** Unpacks gzip with what the platform brings. A stream, so that a bomb is not unpacked further than it is read. */
export const gunzip = (compressed: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      controller.enqueue(compressed)
      controller.close()
    },
  }).pipeThrough(new DecompressionStream('gzip'))
