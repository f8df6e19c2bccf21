import type { ClientOptions } from 'ws'
import type { Task } from './task.js'

/** What a contender is told that opens its socket with options of package `ws`. */
export interface SocketTask extends Task {
  readonly options: ClientOptions
}
