/** Pings at intervals, and how long the answers take. */
export interface Pings {
  /** An answer came. */
  answered(): void
  /** The longest time that an answer took, in milliseconds, or has taken already; and begins anew. */
  longest(): number
  stop(): void
}

/** Sends pings until it is stopped. */
export const sendPings = (send: () => void, every: number): Pings => {
  let sent: number[] = []
  let longest = 0
  const timer = setInterval(() => {
    sent.push(performance.now())
    send()
  }, every)
  // They are answered in order.
  const oldest = (): void => {
    const [first] = sent
    if (first !== undefined) longest = Math.max(longest, performance.now() - first)
  }
  return {
    answered: () => {
      oldest()
      sent.shift()
    },
    longest: () => {
      oldest()
      const result = longest
      longest = 0
      return result
    },
    stop: () => {
      clearInterval(timer)
      sent = []
    },
  }
}
