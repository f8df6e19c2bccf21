import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.js'
import { checkPost } from '../../src/post/check-post.js'
import type { Post } from '../../src/post/post.js'
import { postMessages } from '../../src/post/post-messages.js'
import { corpusFolder, readCorpus } from '../support/corpus.js'

const user = { address: '127.0.0.1', userId: 7 }

const messages = (post: Post): readonly object[] => postMessages(post, user)({ id: 1, postId: 17 })

describe('the messages of a post', () => {
  it('state the domain of the item twice, and where it goes', () => {
    expect(
      messages({
        name: 'X',
        service: 3,
        nameType: 2,
        domain: 'MarketByPrice',
        content: { Map: { KeyType: 'Buffer' } },
      }),
    ).toEqual([
      {
        ID: 1,
        Type: 'Post',
        Domain: 'MarketByPrice',
        Ack: true,
        PostID: 17,
        Key: { Name: 'X', NameType: 2, Service: 3 },
        PostUserInfo: { Address: '127.0.0.1', UserID: 7 },
        Message: { ID: 0, Type: 'Update', Domain: 'MarketByPrice', Map: { KeyType: 'Buffer' } },
      },
    ])
  })

  it('of several parts have one number, and ask for one answer', () => {
    const parts = [{ type: 'refresh', fields: { A: 1 } }, { fields: { B: NaN } }, { type: 'status' }] as const
    expect(messages({ name: 'X', parts, seqNumber: 2 ** 32 - 1 })).toMatchObject([
      { PostID: 17, PartNumber: 0, Complete: false, SeqNumber: 2 ** 32 - 1, Message: { Type: 'Refresh' } },
      { PostID: 17, PartNumber: 1, Complete: false, SeqNumber: 0, Message: { Fields: { B: 'NaN' } } },
      { PostID: 17, PartNumber: 2, Ack: true, SeqNumber: 1, Message: { Type: 'Status' } },
    ])
    const [first, , last] = messages({ name: 'X', parts })
    expect([first, last].map((part) => ['Ack' in part!, 'Complete' in part!])).toEqual([
      [false, true],
      [true, false],
    ])
  })

  it('give a refresh a state, and leave out what says nothing', () => {
    const embedded = (post: Omit<Post, 'name'>): unknown =>
      (messages({ name: 'X', ...post })[0] as { Message: unknown }).Message
    const head = { ID: 0, Domain: 'MarketPrice' }
    expect(embedded({ type: 'refresh', fields: {} })).toEqual({
      ...head,
      Type: 'Refresh',
      State: { Stream: 'Open', Data: 'Ok' },
      Fields: {},
    })
    expect(
      embedded({ type: 'status', state: { stream: 'Closed', data: 'Suspect', code: 'None', text: '' } }),
    ).toEqual({ ...head, Type: 'Status', State: { Stream: 'Closed', Data: 'Suspect' } })
    expect(
      embedded({
        type: 'status',
        state: { stream: 'Open', data: 'Suspect', code: 'GapDetected', text: 'gap' },
      }),
    ).toMatchObject({ State: { Code: 'GapDetected', Text: 'gap' } })
  })

  it('take a whole message as it is, with ID 0', () => {
    const message = { ID: 9, Type: 'Refresh', ClearCache: false, Fields: { A: 1 } }
    expect(messages({ name: 'X', message })).toMatchObject([
      { Message: { ID: 0, Type: 'Refresh', Domain: 'MarketPrice', ClearCache: false, Fields: { A: 1 } } },
    ])
  })

  it('say who posts and may do what', () => {
    expect(messages({ name: 'X', fields: {}, rights: 5, permData: 'AAE=' })).toMatchObject([
      { PostUserRights: 5, PermData: 'AAE=' },
    ])
  })

  it('are a copy of the content', () => {
    const fields = { BID: 1 }
    const make = postMessages({ name: 'X', fields }, user)
    fields.BID = 2
    expect(make({ id: 1, postId: 1 })).toMatchObject([{ Message: { Fields: { BID: 1 } } }])
  })

  it.each([
    ['fields', { fields: { BID: 1e21 } }, 'post: fields.BID'],
    ['a part', { parts: [{}, { fields: { BID: -1e300 } }] }, 'post: parts.1.fields.BID'],
    ['content', { content: { Elements: { N: 1e22 } } }, 'post: content.Elements.N'],
  ])('refuse a number in %s that no server reads, by the name of its field', (_, post, path) => {
    expect(() => messages({ name: 'X', ...post })).toThrow(UsageError)
    expect(() => messages({ name: 'X', ...post })).toThrow(path)
  })

  const folder = corpusFolder()
  it.skipIf(folder === undefined)('are those of the corpus (skipped where that is not there)', () => {
    const printed = [...readCorpus(`${folder ?? ''}/posting`), ...readCorpus(`${folder ?? ''}/containers`)]
      .map(({ message }) => message as { Type?: string; PostUserInfo: { Address: string; UserID: number } })
      .filter(({ Type }) => Type === 'Post')
    expect(printed.length).toBeGreaterThan(1)
    for (const expected of printed) {
      const fields = { BID: 45.55, BIDSIZE: 18, ASK: 45.57, ASKSIZE: 19 }
      const { Address, UserID } = expected.PostUserInfo
      const userInfo = { address: Address, userId: UserID }
      const post: Post = { name: 'TRI.N', onStream: true, fields }
      expect(postMessages(post, userInfo)({ id: 2, postId: 1 })).toEqual([expected])
    }
  })
})

describe('checkPost', () => {
  it.each<[string, unknown, RegExp]>([
    ['no name', { fields: {} }, /`name`/],
    ['fields that are a list', { name: 'X', fields: [] }, /`fields`/],
    ['fields and content', { name: 'X', fields: {}, content: {} }, /`fields` and `content`/],
    ['a message and a type', { name: 'X', message: {}, type: 'update' }, /`message` and `type`/],
    ['parts and fields', { name: 'X', parts: [{}], fields: {} }, /`parts` and `fields`/],
    [
      'a part with two contents',
      { name: 'X', parts: [{ fields: {}, content: {} }] },
      /`fields` and `content`/,
    ],
    ['no parts', { name: 'X', parts: [] }, /`parts`/],
    ['a type of its own', { name: 'X', type: 'delete' }, /'update', 'refresh' or 'status'/],
    ['a user without a number', { name: 'X', userInfo: { address: '127.0.0.1' } }, /userInfo.userId/],
    ['an address of IPv6', { name: 'X', userInfo: { address: '::1', userId: 0 } }, /userInfo.address/],
    [
      'an address out of range',
      { name: 'X', userInfo: { address: '1.2.3.256', userId: 0 } },
      /userInfo.address/,
    ],
    ['no time', { name: 'X', timeout: 0 }, /`timeout`/],
    ['a sequence number that is too large', { name: 'X', seqNumber: 2 ** 32 }, /`seqNumber`/],
  ])('refuses %s', (_, post, text) => {
    expect(() => {
      checkPost(post as Post)
    }).toThrow(text)
    expect(() => {
      checkPost(post as Post)
    }).toThrow(UsageError)
  })

  it('takes what a server can read', () => {
    for (const post of [
      { name: 'X' },
      {
        name: 'X',
        fields: { A: undefined, B: 1n },
        userInfo: { address: 0, userId: 2 ** 32 - 1 },
        rights: 7,
      },
      { name: 'X', parts: [{ fields: {} }, { message: { Type: 'Status' } }], service: 'S', domain: 130 },
    ]) {
      expect(() => {
        checkPost(post)
      }).not.toThrow()
    }
  })
})
