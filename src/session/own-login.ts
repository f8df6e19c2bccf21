import { domain } from '../wire/enums.js'
import type { StreamMessage } from '../wire/messages.js'
import { isOpen, openOk, readState } from '../wire/state.js'

/**
 * Whether a message belongs to a login that the server made itself, from cookies of the upgrade. Its stream has a
 * negative id, and nobody has asked for it.
 *
 * @param wanted - whether it is the only login there will be, so that its refusal counts as well
 */
export const isOwnLogin = (message: StreamMessage, wanted: boolean): boolean => {
  if (message.ID >= 0 || domain(message.Domain) !== 'Login') return false
  if (message.Type !== 'Refresh') return wanted && message.Type === 'Status'
  return wanted || isOpen(readState(message.State, openOk))
}
