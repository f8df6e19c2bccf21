import type { ReadStream, WriteStream } from 'node:tty'

/** Where a command reads and writes, and what surrounds it: the process, or a stand-in of it. */
export interface Io {
  readonly stdin: ReadStream
  readonly stdout: WriteStream
  readonly stderr: WriteStream
  readonly env: Readonly<Record<string, string | undefined>>
}
