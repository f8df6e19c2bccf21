/** One line of the simulator's log. `t` is milliseconds since the simulator was made. Secrets are masked. */
export type LogLine =
  /** The simulator is being served at these addresses. */
  | { readonly t: number; readonly listening: { readonly http: string; readonly ws: string } }
  /** An HTTP request was answered; status 0 stands for no answer. */
  | {
      readonly t: number
      readonly http: {
        readonly method: string
        readonly path: string
        readonly status: number
        readonly grant_type?: string
      }
    }
  /** A frame went over a connection. */
  | {
      readonly t: number
      readonly connection: number
      readonly from: 'client' | 'server'
      readonly frame: string
    }
  /** A connection ended; code 1006 stands for no close handshake. */
  | {
      readonly t: number
      readonly connection: number
      readonly close: { readonly code: number; readonly reason: string }
    }
