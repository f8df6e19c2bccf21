import { asyncScheduler, BehaviorSubject, type Subject } from 'rxjs'
import { expect } from 'vitest'
import { Token, type ItemEvent, type ItemRequest, type Post, type PostAck } from '../../src/index.js'
import { observe, type Observed } from './observe.js'
import { capableLogin, type Members, type WireBench } from './wire-bench.js'
import { contentOf, placeOf, requestOf, tokenIn, type Cast } from './wire-calls.js'
import { isLogin, isRequest, normal, ownNormal, payloadOf, within } from './wire-normal.js'

/** An open stream of a conversation. */
interface Part {
  readonly ours: number
  readonly request: ItemRequest
  readonly seen: Observed<ItemEvent>[]
  readonly paused: BehaviorSubject<boolean>
  refreshed: boolean
}

/** Plays both sides of a conversation: the calls of an application, and a server that says what stands in files. */
export const wireActor = (bench: WireBench, cast: Cast, tokens: Subject<Token>) => {
  const { consumer, advance, receive, logIn, socket, sent } = bench
  const parts = new Map<number, Part>()
  const ids = new Map<number, number>([[1, 1]])
  const postIds = new Map<unknown, unknown>()
  const posts: Observed<PostAck>[] = []
  let loginId = 1
  let loggedIn = false
  let read = 0

  /** What went out since the last call. Services are not part of it: where there is no directory, nobody waits. */
  const next = (): readonly Members[] => {
    advance(0)
    const fresh = sent().slice(read)
    read += fresh.length
    const source = fresh.find(({ Domain, Type }) => Domain === 'Source' && Type === undefined)
    if (source === undefined) return fresh
    receive({
      ID: source['ID'],
      Type: 'Status',
      Domain: 'Source',
      State: { Stream: 'Closed', Data: 'Suspect' },
    })
    return [...fresh.filter((one) => one !== source), ...next()]
  }

  const present = (value: string | undefined): void => {
    if (value !== undefined)
      tokens.next(new Token({ value, issuedAt: asyncScheduler.now(), expiresAt: Infinity }))
  }

  const start = (): void => {
    if (bench.sockets.length > 0) return
    // Someone has to want something, or nothing is opened.
    observe(consumer.services$)
    if (tokens.observed) present('of no file')
    advance(0)
  }

  const ensureLogin = (id = 1): void => {
    start()
    if (loggedIn) return
    loggedIn = true
    loginId = id
    ids.set(id, id)
    logIn(capableLogin({ ID: id }))
    next()
  }

  const openAll = (streams: readonly (readonly [theirs: number, message: Members])[]): readonly Members[] => {
    ensureLogin()
    const begun = streams.map(([theirs, message]) => {
      const paused = new BehaviorSubject(message['Pause'] === true)
      const request = requestOf(message)
      return { theirs, request, paused, seen: observe(consumer.item({ ...request, pauseWhile: paused })) }
    })
    const fresh = next()
    for (const { theirs, request, paused, seen } of begun) {
      const asked = fresh.flatMap((one) => {
        const { Name } = within(one, 'Key')
        const place = [Name].flat().indexOf(request.name)
        return place < 0 ? [] : [Number(one['ID']) + (Array.isArray(Name) ? 1 + place : 0)]
      })
      expect(asked, `requests for ${request.name}`).toHaveLength(1)
      ids.set(theirs, asked[0]!)
      parts.set(theirs, { ours: asked[0]!, request, paused, seen: [seen], refreshed: false })
    }
    return fresh
  }

  const ensureOpen = (theirs: number): Part => {
    if (!parts.has(theirs)) openAll([[theirs, cast.get(theirs) ?? { Key: { Name: `ITEM${theirs}` } }]])
    return parts.get(theirs)!
  }

  const ensureImage = (theirs: number): Part => {
    const part = ensureOpen(theirs)
    if (!part.refreshed) receive({ ID: part.ours, Type: 'Refresh', ClearCache: false })
    part.refreshed = true
    return part
  }

  const post = (message: Members): readonly Members[] => {
    const { ID, Domain, Ack, PostUserInfo, PostUserRights, PermData, SeqNumber } = message
    ensureLogin()
    const onStream = ID !== loginId
    const key = onStream ? ensureImage(Number(ID)).request : undefined
    const { Name, Service, NameType } = within(message, 'Key')
    const { Address, UserID } = (PostUserInfo ?? {}) as Members
    const given = {
      name: key?.name ?? Name,
      service: onStream ? key?.service : Service,
      nameType: onStream ? key?.nameType : NameType,
      domain: Domain ?? 'MarketPrice',
      onStream,
      ack: Ack === true,
      userInfo: PostUserInfo === undefined ? undefined : { address: Address, userId: UserID },
      rights: PostUserRights,
      permData: PermData,
      seqNumber: SeqNumber,
      ...contentOf(message),
    }
    const present = Object.entries(given).filter(([, value]) => value !== undefined)
    posts.push(observe(consumer.post(Object.fromEntries(present) as unknown as Post)))
    const fresh = next()
    postIds.set(message['PostID'], fresh.at(-1)?.['PostID'])
    return fresh
  }

  /** Makes the call that leads to a message of the client. */
  const act = (message: Members): readonly Members[] => {
    const { ID, Type } = message
    if (isLogin(message) && isRequest(message)) {
      if (loggedIn) {
        present(tokenIn(message))
        return next()
      }
      observe(consumer.services$)
      present(tokenIn(message))
      advance(0)
      socket().opens()
      return next()
    }
    switch (Type) {
      case 'Ping':
        ensureLogin()
        for (let time = 0; time < 30; time += 1) {
          advance(1_000)
          const fresh = next()
          if (fresh.length > 0) return fresh
        }
        return []
      case 'Pong':
        ensureLogin()
        receive({ Type: 'Ping' })
        return next()
      case 'Post':
        return post(message)
      case 'Generic': {
        const on = ID === loginId ? 'login' : placeOf(ensureImage(Number(ID)).request)
        const about = 'Key' in message ? { key: within(message, 'Key') } : {}
        observe(consumer.send({ on, content: payloadOf(message), ...about }))
        return next()
      }
      case 'Close': {
        if (isLogin(message)) {
          ensureLogin(Number(ID))
          void consumer.close()
          return next()
        }
        const open = [ID].flat().map((one) => ensureOpen(Number(one)))
        next()
        for (const { seen } of open) for (const { subscription } of seen) subscription.unsubscribe()
        for (const one of [ID].flat()) parts.delete(Number(one))
        return next()
      }
    }
    const { Name } = within(message, 'Key')
    if (Array.isArray(Name)) {
      const first = Number(ID)
      const fresh = openAll(Name.map((one, index) => [first + 1 + index, { ...message, Key: { ...within(message, 'Key'), Name: one as string } }])) // prettier-ignore
      ids.set(first, ids.get(first + 1)! - 1)
      return fresh
    }
    const known = parts.get(Number(ID))
    if (known === undefined) return openAll([[Number(ID), message]])
    ensureImage(Number(ID))
    if (message['Pause'] !== undefined) {
      known.paused.next(message['Pause'] === true)
    } else {
      known.seen.push(observe(consumer.item({ ...requestOf(message), pauseWhile: known.paused })))
      known.refreshed = false
    }
    return next()
  }

  /** The same message with the ids of this side. */
  const ours = (message: Members): Members => {
    const idOf = (theirs: unknown): unknown => ids.get(theirs as number) ?? theirs
    const { ID, PostID, AckID } = message
    return {
      ...message,
      ...(ID === undefined ? {} : { ID: Array.isArray(ID) ? ID.map(idOf) : idOf(ID) }),
      ...(PostID === undefined ? {} : { PostID: postIds.get(PostID) ?? PostID }),
      ...(AckID === undefined ? {} : { AckID: postIds.get(AckID) ?? AckID }),
    }
  }

  return {
    parts,
    posts,
    ensureLogin,
    ensureOpen,
    ensureImage,
    ours,
    act,
    start,
    /** Waits for the message of the client, and compares what goes out with what the file says. */
    expects: (message: Members): void => {
      const fresh = act(message)
      expect(fresh.map(ownNormal)).toEqual([normal(ours(message))])
    },
    /** The login was answered by a message of a file. */
    adopts: (login: Members): void => {
      loggedIn = true
      loginId = Number(login['ID'])
      ids.set(loginId, loginId)
    },
  }
}
