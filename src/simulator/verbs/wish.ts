import type { StateWish } from '../scenario.js'
import { openOk } from '../session/item-messages.js'

/** What a verb was asked for, with the verb's own defaults. */
export const wishOf = (usual: StateWish, { stream, data, code, text }: StateWish): Required<StateWish> => ({
  stream: stream ?? usual.stream ?? openOk.stream,
  data: data ?? usual.data ?? openOk.data,
  code: code ?? usual.code ?? openOk.code,
  text: text ?? usual.text ?? openOk.text,
})

/** True for a state that ends its stream. */
export const isOver = ({ stream = 'Open' }: StateWish): boolean =>
  stream !== 'Open' && stream !== 'Unspecified'
