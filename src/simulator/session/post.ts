import { tap } from 'rxjs'
import { after } from '../clock.js'
import type { Change } from '../market/content.js'
import type { MarketItem } from '../market/market-item.js'
import { isOver } from '../verbs/wish.js'
import type { Problem } from './frame.js'
import { postContent, type PostContent } from './post-content.js'
import { postTarget, type Nak, type PostTarget } from './post-target.js'
import { send, type Session } from './session.js'
import { unknownField } from './unknown-field.js'
import { capability, dropStream, type SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** Acknowledges one part of a post, if that is wanted. */
const acknowledge = (
  { wishes }: SessionWorld,
  session: Session,
  { ID, PostID = 0, Ack }: Members,
  nak?: Nak,
): void => {
  const { ackDelay } = wishes
  if (Ack !== true || ackDelay === Infinity) return
  const act = (): void => {
    send(session, {
      ID,
      Type: 'Ack',
      AckID: PostID,
      ...(nak ? { NakCode: nak.code } : {}),
      ...(nak?.text === '' ? {} : { Text: nak?.text ?? 'All is well' }),
    })
  }
  if (ackDelay === 0) act()
  else session.timers.add(after(ackDelay).pipe(tap(act)).subscribe())
}

/** The sender as servers write it: a dotted address, and a blank one where there was none. */
const senderOf = (raw: unknown): Members => {
  const { Address = 0, UserID = 0 } = (raw ?? {}) as Members
  if (typeof Address !== 'number') return { Address, UserID }
  return { Address: [24, 16, 8, 0].map((bits) => (Address >>> bits) & 255).join('.'), UserID }
}

const refusalOf = (
  item: MarketItem,
  { type, fields, map, keyType, strange }: PostContent,
): Nak | undefined => {
  const known = type === 'Update' || type === 'Refresh' || type === 'Status'
  const wrongKind = item.map ? fields !== undefined : map !== undefined
  const wrongKeys = map !== undefined && item.map !== undefined && keyType !== item.map.keyType
  return known && !wrongKind && !wrongKeys && !strange
    ? undefined
    : { code: 'InvalidContent', text: 'The content is not what the item holds.' }
}

const noFields = new Map<string, string>()

/** Puts the content of a post into the item, and passes it on to who watches it. */
const apply = (world: SessionWorld, item: MarketItem, content: PostContent, sender: Members): void => {
  const { messages } = world
  const { type, fields, map, state } = content
  const more = { PostUserInfo: sender }
  item.sequence++
  if (type === 'Status') {
    for (const stream of [...item.streams]) {
      messages.tell(stream, state, more)
      if (state && isOver(state)) dropStream(world, stream)
    }
    return
  }
  if (type === 'Refresh') {
    item.replace(fields ?? noFields)
    item.apply(map ?? { entries: [] }, true)
    for (const stream of item.streams) messages.refresh(stream, item, { solicited: false, more })
    return
  }
  if (fields) item.set(fields)
  const changed = map && item.apply(map)
  const kind = { type: content.updateType, more }
  const change: Change = item.map
    ? { ...kind, map: changed ?? { entries: [] } }
    : { ...kind, fields: fields ?? noFields }
  for (const stream of item.streams) messages.update(stream, item, change)
}

const deliver = (
  world: SessionWorld,
  session: Session,
  message: Members,
  { service, name, domain }: PostTarget,
  content: PostContent,
): Nak | undefined => {
  const { market } = world
  if (content.type === 'Refresh') {
    market.addItem(name)
    if (domain === 'SymbolList' && !market.hasList(name)) market.addList(name)
  }
  const item = market.item(service, name, domain)
  const refused = refusalOf(item, content)
  if (refused) return refused
  const whole = session.posts.take(message, content)
  if (whole === 'lost') return { code: 'InvalidContent', text: 'A part of the post is missing.' }
  acknowledge(world, session, message)
  if (whole !== 'more') apply(world, item, whole, senderOf(message['PostUserInfo']))
  return undefined
}

/**
 * Handles a post: acknowledges it if that is wanted, and passes its content on to who watches the item. What it
 * gives is an `Error` that the client is to get instead.
 *
 * @param exact - the message with the text of its long numbers, so that posted ones keep their digits
 */
export const post = (
  world: SessionWorld,
  session: Session,
  message: Members,
  exact: Members,
): Problem | undefined => {
  const { wishes } = world
  if (session.loginState !== 'open') return undefined
  const problem = unknownField(world, message)
  if (problem) return problem
  if (wishes.postLost.take()) return undefined
  const content = postContent(exact)
  const target: PostTarget | Nak =
    capability(world, 'SupportOMMPost', 1) === 1
      ? postTarget(world, session, message, content)
      : { code: 'AccessDenied', text: 'Posting is not permitted.' }
  const nak = wishes.postRefused.take()
    ? wishes.postRefusal
    : 'code' in target
      ? target
      : deliver(world, session, message, target, content)
  if (nak) acknowledge(world, session, message, nak)
  return undefined
}
