import type { Domain } from '../wire/enums.js'
import type { EmbeddedMessage } from '../wire/containers.js'
import type { PostMessage } from '../wire/messages.js'
import { sendable } from '../wire/sendable.js'
import type { Post, PostContent, PostUser } from './post.js'

/** What is known of a post only when it is sent. */
export interface PostTarget {
  /** Stream on which it is posted. */
  readonly id: number
  readonly postId: number
}

/** Makes the messages of a post, one for each part. */
export type PostMessages = (target: PostTarget) => readonly PostMessage[]

const types = { update: 'Update', refresh: 'Refresh', status: 'Status' } as const

const wireState = (state: PostContent['state']): object | undefined =>
  state && {
    Stream: state.stream,
    Data: state.data,
    ...(state.code === undefined || state.code === 'None' ? {} : { Code: state.code }),
    ...(state.text === undefined || state.text === '' ? {} : { Text: state.text }),
  }

/** Servers that turn the message into their binary form need a state in a refresh. */
const healthy: PostContent['state'] = { stream: 'Open', data: 'Ok' }

const embedded = (part: PostContent, domain: Domain, path: string): EmbeddedMessage => {
  const { type = 'update', fields, content, message } = part
  const head = { ID: 0, Type: types[type], Domain: domain }
  if (message !== undefined) return { ...head, ...sendable(message, `${path}message`), ID: 0 }
  const state = wireState(part.state ?? (type === 'refresh' ? healthy : undefined))
  return {
    ...head,
    ...(state === undefined ? {} : { State: state }),
    ...(fields === undefined ? {} : { Fields: sendable(fields, `${path}fields`) }),
    ...(content === undefined ? {} : sendable(content, `${path}content`)),
  } as EmbeddedMessage
}

/** Unsigned 32 bits, counted round. */
const wrapped = (number: number): number => number % 2 ** 32

/**
 * Prepares a post: what can be made of it before it is known where it goes. The content is copied, so that what the
 * caller does to it later changes nothing.
 *
 * @throws UsageError `invalid-options` with the path of a number that no server could read
 */
export const postMessages = (post: Post, user: PostUser): PostMessages => {
  const { domain = 'MarketPrice', name, nameType, service, onStream, ack, parts, rights, permData } = post
  const { seqNumber } = post
  const messages = parts
    ? parts.map((part, index) => embedded(part, domain, `post: parts.${index}.`))
    : [embedded(post, domain, 'post: ')]
  const key = {
    Name: name,
    ...(nameType === undefined ? {} : { NameType: nameType }),
    ...(service === undefined ? {} : { Service: service }),
  }
  const last = messages.length - 1
  return ({ id, postId }) =>
    messages.map((message, index) => ({
      ID: id,
      Type: 'Post',
      Domain: domain,
      // Only the last part asks, so that one answer stands for the whole post.
      ...(ack !== false && index === last ? { Ack: true } : {}),
      PostID: postId,
      ...(last === 0 ? {} : { PartNumber: index }),
      ...(index < last ? { Complete: false } : {}),
      ...(seqNumber === undefined ? {} : { SeqNumber: wrapped(seqNumber + index) }),
      // On the stream of the item the stream says what it is about.
      ...(onStream === true ? {} : { Key: key }),
      PostUserInfo: { Address: user.address, UserID: user.userId },
      ...(rights === undefined ? {} : { PostUserRights: rights }),
      ...(permData === undefined ? {} : { PermData: permData }),
      Message: message,
    }))
}
