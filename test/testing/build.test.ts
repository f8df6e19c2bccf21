import { NEVER, of } from 'rxjs'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { OmmError } from 'rx-omm'
import {
  ConnectionError,
  DiscoveryError,
  ItemError,
  LoginError,
  PostError,
  TokenError,
  UsageError,
  toChain,
  toImage,
  toMembers,
  type ErrorCode,
  type Image,
  type ItemEvent,
  type RefreshEvent,
} from 'rx-omm'
import {
  bookOf,
  closedEvent,
  closedItem,
  errorOf,
  imageOf,
  mapContent,
  chainOf,
  membersOf,
  readyState,
  refreshEvent,
  runVirtual,
  serviceOf,
  servicesOf,
  staleBecause,
  staleEvent,
  statusEvent,
  updateEvent,
  waitingState,
} from 'rx-omm/testing'

const live = {
  name: 'EUR=',
  service: 'ELEKTRON_DD',
  state: { stream: 'Open', data: 'Ok', code: 'None', text: '' },
  stale: false,
}

describe('an event', () => {
  it('has no sensible defaults', () => {
    const fields = { BID: 1 }
    expect(refreshEvent(fields)).toEqual({
      ...live,
      type: 'refresh',
      fields,
      solicited: true,
      complete: true,
    })
    expect(updateEvent(fields)).toEqual({ ...live, type: 'update', fields, updateType: 'Quote' })
    expect(statusEvent()).toEqual({ ...live, type: 'status' })
  })

  it('keeps a default that was overridden', () => {
    expect(refreshEvent({}, { name: 'A', complete: false })).toMatchObject({ name: 'A', complete: false })
    expect(updateEvent({}, { updateType: 'Trade' })).toMatchObject({ updateType: 'Trade' })
    expect(statusEvent({ cleared: true, service: 5 })).toMatchObject({ cleared: true, service: 5 })
  })

  it('is stale in a good state, or without a cause', () => {
    expect(staleEvent('down', { name: 'A', since: 5 })).toEqual({
      ...live,
      type: 'status',
      name: 'A',
      state: { stream: 'Open', data: 'Suspect', code: 'None', text: 'down' },
      stale: { since: 5, cause: { code: 'None', text: 'down' } },
    })
    const error = errorOf('connection-lost')
    expect(staleEvent(error).stale).toEqual({
      since: 0,
      cause: { code: error.code, text: error.message, error },
    })
    expect(staleEvent({ code: 'Timeout' }).stale).toEqual({ since: 0, cause: { code: 'Timeout', text: '' } })
    expect(staleEvent().stale).toMatchObject({ cause: { text: 'the feed is lost' } })
    for (const event of [
      refreshEvent({}, { stale: staleBecause('x') }),
      updateEvent({}, { stale: staleBecause('x') }),
    ])
      expect(event.state).toMatchObject({ stream: 'Open', data: 'Suspect', text: 'x' })
  })

  it('does not close an item', () => {
    expect(closedEvent({ code: 'NotEntitled', text: 'no' }, { name: 'A' })).toMatchObject({
      name: 'A',
      state: { stream: 'Closed', data: 'Suspect', code: 'NotEntitled', text: 'no' },
      stale: { cause: { code: 'NotEntitled', text: 'no' } },
    })
    runVirtual(({ watch }) => {
      expect(watch(closedItem('A')).error).toMatchObject({
        code: 'item-closed',
        item: 'A',
        message: 'the server closed A: Closed/Suspect NotFound: **The record could not be found',
      })
    })
  })

  it('has other types than those of the library', () => {
    interface Quote {
      readonly BID: number
    }
    expectTypeOf(refreshEvent({ BID: 1 })).toEqualTypeOf<RefreshEvent>()
    expectTypeOf(refreshEvent<Quote>({ BID: 1 })).toEqualTypeOf<RefreshEvent<Quote>>()
    expectTypeOf(imageOf<Quote>({ BID: 1 })).toEqualTypeOf<Image<Quote>>()
    const event: ItemEvent<Quote> = updateEvent({})
    expect(event.type).toBe('update')
    // @ts-expect-error: a field of the wrong type
    refreshEvent<Quote>({ BID: '1' })
  })
})

describe('what an operator would emit', () => {
  it('looks different', () => {
    runVirtual(({ watch }) => {
      const event$ = of(refreshEvent({ BID: 1, ASK: 2 }))
      expect(imageOf({ BID: 1, ASK: 2 })).toEqual(watch(event$.pipe(toImage())).last)
    })
    const stale = staleBecause('feed lost')
    expect(imageOf({ BID: 1 }, { changed: [], stale })).toMatchObject({
      changed: [],
      stale,
      state: { data: 'Suspect' },
    })
  })

  it('is no order book', () => {
    const entry = { key: 7, id: '7', side: 'bid', price: 50.45, size: 1, fields: { MKT: 'X' } } as const
    const book = bookOf({ name: 'TRI.TO', bids: [[50.47, 300], [50.46, 1_200, 4], entry], asks: [[null], [50.49, 100]] }) // prettier-ignore
    expect(book).toEqual({
      ...live,
      name: 'TRI.TO',
      bids: [
        { key: '50.47B', id: '50.47B', side: 'bid', price: 50.47, size: 300, fields: {} },
        { key: '50.46B', id: '50.46B', side: 'bid', price: 50.46, size: 1_200, orders: 4, fields: {} },
        entry,
      ],
      asks: [
        { key: 'A', id: 'A', side: 'ask', price: null, size: null, fields: {} },
        { key: '50.49A', id: '50.49A', side: 'ask', price: 50.49, size: 100, fields: {} },
      ],
      summary: {},
      complete: true,
      changed: ['50.47B', '50.46B', 7, 'A', '50.49A'],
    })
    expect(bookOf()).toMatchObject({ bids: [], asks: [], changed: [] })
  })

  it('is no content of a book or a list', () => {
    runVirtual(({ expectObservable }) => {
      const entries = [
        { Action: 'Add', Key: 'A', Fields: { RANK: 1 } },
        { Action: 'Add', Key: 'B' },
      ] as const
      const list$ = of(refreshEvent({}, { content: mapContent(entries) })).pipe(toMembers())
      expectObservable(list$).toBe('(a|)', { a: membersOf({ B: {}, A: { RANK: 1 } }, { added: ['A', 'B'] }) })
      const content = mapContent([{ Action: 'Add', Key: 5 }], { KeyType: 'UInt' })
      expect(content).toEqual({ Map: { KeyType: 'UInt', Entries: [{ Action: 'Add', Key: 5 }] } })
    })
  })

  it('is no list of members', () => {
    const list = membersOf(['A', 'B'], { name: '0#X', added: ['B'] })
    expect(list).toMatchObject({ name: '0#X', added: ['B'], removed: [], complete: true, stale: false })
    expect([...list.members]).toEqual([
      ['A', {}],
      ['B', {}],
    ])
    expect(membersOf({ A: { RANK: 1 } }).members.get('A')).toEqual({ RANK: 1 })
  })

  it('is no chain as the operator makes it', () => {
    const fields = { REF_COUNT: 2, LINK_1: 'A', LINK_2: 'B' }
    runVirtual(({ expectObservable }) => {
      const chain$ = of(refreshEvent(fields)).pipe(toChain(() => NEVER))
      expectObservable(chain$).toBe('(a|)', { a: chainOf(['A', 'B']) })
    })
    expect(chainOf(['A'], { name: '0#X' }).members.get('A')).toEqual({ position: 0, record: '0#X' })
  })
})

describe('what else a consumer tells', () => {
  it('cannot be made', () => {
    expect(readyState({ since: 5 })).toMatchObject({
      status: 'ready',
      since: 5,
      login: { batchRequests: true },
    })
    expect(waitingState()).toMatchObject({
      status: 'waiting',
      attempt: 1,
      cause: { code: 'connection-lost' },
    })
    expect(waitingState(errorOf('peer-silent'), { attempt: 2 })).toMatchObject({
      attempt: 2,
      cause: { code: 'peer-silent' },
    })
    const { byName, byNumber, stale } = servicesOf(serviceOf('A'), serviceOf('B', { number: 2 }))
    expect([byName.get('B')?.number, byNumber.get(1)?.name, stale]).toEqual([2, 'A', false])
  })

  const codes: readonly (readonly [ErrorCode, new (...given: never[]) => OmmError])[] = [
    ['credentials-refused', TokenError],
    ['no-region', DiscoveryError],
    ['insecure-transport', ConnectionError],
    ['peer-silent', ConnectionError],
    ['login-closed', LoginError],
    ['item-closed', ItemError],
    ['post-lost', PostError],
    ['consumer-closed', UsageError],
  ]
  it.each(codes)('has the wrong class for %s', (code, type) => {
    const error = errorOf(code)
    expect(error).toBeInstanceOf(type)
    expect(error).toMatchObject({ code, message: `for a test: ${code}` })
  })

  it('has errors without details', () => {
    const item = errorOf('item-closed', { item: 'A', message: 'gone' })
    expectTypeOf(item).toEqualTypeOf<ItemError>()
    expect(item).toMatchObject({ item: 'A', message: 'gone' })
    expect(errorOf('connection-lost', { closeCode: 1006 })).toMatchObject({ closeCode: 1006 })
    expect(errorOf('token-throttled', { status: 429, retryAfter: 5_000 })).toMatchObject({
      retryAfter: 5_000,
    })
    expect(errorOf('post-refused', { nakCode: 'AccessDenied' })).toMatchObject({ outcome: 'refused', nakCode: 'AccessDenied' }) // prettier-ignore
    // @ts-expect-error: an item has no close code
    errorOf('item-closed', { closeCode: 1006 })
  })
})
