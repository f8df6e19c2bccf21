import type { GenericMessage } from '../wire/messages.js'
import { sendable } from '../wire/sendable.js'
import type { GenericSend } from './generic.js'

/**
 * The message as it travels, but for its stream. The content is copied, so that what the caller does to it later
 * changes nothing.
 *
 * @throws UsageError `invalid-options` with the path of a number that no server could read
 */
export const genericMessage = (given: GenericSend): ((id: number) => GenericMessage) => {
  const { on, key, content, complete, partNumber, seqNumber, secSeqNumber } = given
  const domain = on === 'login' ? 'Login' : on.domain
  const rest = {
    ...(domain === undefined || domain === 'MarketPrice' ? {} : { Domain: domain }),
    ...(key === undefined ? {} : { Key: sendable(key, 'generic message: key') }),
    ...(complete === false ? { Complete: false } : {}),
    ...(partNumber === undefined ? {} : { PartNumber: partNumber }),
    ...(seqNumber === undefined ? {} : { SeqNumber: seqNumber }),
    ...(secSeqNumber === undefined ? {} : { SecSeqNumber: secSeqNumber }),
    ...(content === undefined ? {} : sendable(content, 'generic message: content')),
  }
  return (id) => ({ ...rest, ID: id, Type: 'Generic' })
}
