import { closeStreams } from '../../wire/build.js'
import type { Domain } from '../../wire/enums.js'
import type { ClientMessage } from '../../wire/messages.js'

/** Streams that are to be closed, collected until the end of the tick. */
export interface Closes {
  add(id: number, domain: Domain): void
  flush(): void
}

/** An id with its comma takes eleven bytes at most; what is around the ids, less than a hundred. */
const idsWithin = (bytes: number): number => Math.max(1, Math.floor((bytes - 100) / 11))

/**
 * Collects the ids of streams to close and sends them, several in a message where the server takes that.
 *
 * @param maxBytes - size of the largest message that the server accepts
 */
export const createCloses = (
  several: boolean,
  maxBytes: number,
  send: (message: ClientMessage) => void,
): Closes => {
  const most = several ? idsWithin(maxBytes) : 1
  const closing = new Map<Domain, number[]>()
  return {
    add: (id, domain) => {
      const ids = closing.get(domain)
      if (ids === undefined) closing.set(domain, [id])
      else ids.push(id)
    },
    flush: () => {
      // A copy: sending may have an answer at once, and that may close further streams.
      const due = [...closing]
      closing.clear()
      for (const [domain, ids] of due) {
        for (let from = 0; from < ids.length; from += most)
          send(closeStreams(ids.slice(from, from + most), domain))
      }
    },
  }
}
