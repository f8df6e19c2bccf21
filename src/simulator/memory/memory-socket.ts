import { asapScheduler, asyncScheduler } from 'rxjs'
import type { WebSocketLike } from '../../connection/web-socket.js'
import type { Servable } from '../servable.js'
import { isGranted, type SimulatorConnection } from '../transport.js'

interface MemorySocketParts {
  readonly simulator: Servable
  readonly url: string
  readonly protocols: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** Delay in each direction, in milliseconds. */
  readonly ms: number
  /** Nobody listens at the address. */
  readonly refused: boolean
}

/** A WebSocket whose other end is a simulator in the same process. */
export const memorySocket = ({
  simulator,
  url,
  protocols,
  headers,
  ms,
  refused,
}: MemorySocketParts): WebSocketLike => {
  let phase: 'connecting' | 'open' | 'closing' | 'closed' = 'connecting'
  let connection: SimulatorConnection | undefined
  let chosen = ''

  // One queue for a direction: equal delays keep the order.
  const later = (act: () => void): void => {
    if (ms === 0) asapScheduler.schedule(act)
    else asyncScheduler.schedule(act, ms)
  }
  // A handler that throws is reported, as a platform would, and harms no other event.
  const call = (handler: () => void): void => {
    try {
      handler()
    } catch (error) {
      asyncScheduler.schedule(() => {
        throw error
      })
    }
  }
  const ended = (code: number, reason: string): void => {
    if (phase === 'closed') return
    phase = 'closed'
    call(() => socket.onclose?.({ code, reason }))
  }
  const failed = (message: string): void => {
    if (phase === 'closed') return
    call(() => socket.onerror?.({ message }))
    ended(1006, '')
  }

  const socket: WebSocketLike = {
    get protocol() {
      return chosen
    },
    send: (data) => {
      if (phase === 'connecting') throw new Error('WebSocket is not open')
      if (phase !== 'open') return
      later(() => connection?.receive(data))
    },
    close: (code = 1005, reason = '') => {
      if (phase === 'closing' || phase === 'closed') return
      const wasOpen = phase === 'open'
      phase = 'closing'
      later(() => {
        connection?.closed(code, reason)
        later(() => {
          if (wasOpen) ended(code, reason)
          else failed('WebSocket was closed before the connection was established')
        })
      })
    },
    terminate: () => {
      if (phase === 'closed') return
      phase = 'closing'
      later(() => {
        connection?.closed(1006, '')
        ended(1006, '')
      })
    },
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
  }

  const open = (): void => {
    if (phase !== 'connecting') return
    const answer = refused
      ? { status: 0, body: '' }
      : simulator.connect({
          path: url,
          protocols,
          headers,
          deliver: {
            frame: (data) => {
              later(() => {
                if (phase === 'open') call(() => socket.onmessage?.({ data }))
              })
            },
            close: (code = 1006, reason = '') => {
              later(() => {
                ended(code, reason)
              })
            },
          },
        })
    later(() => {
      if (!isGranted(answer)) {
        failed(answer.status === 0 ? 'connection refused' : `Unexpected server response: ${answer.status}`)
        return
      }
      if (phase !== 'connecting') {
        answer.closed()
        return
      }
      connection = answer
      chosen = answer.protocol
      phase = 'open'
      call(() => socket.onopen?.({}))
    })
  }
  later(open)
  return socket
}
