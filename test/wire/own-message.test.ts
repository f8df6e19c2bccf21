import { describe, expect, it } from 'vitest'
import { ownMessage } from '../../src/wire/own-message.js'

const about = (id: number, Message: unknown): unknown =>
  ownMessage({ ID: id, Type: 'Error', Debug: { Message } })

describe('ownMessage', () => {
  it('finds stream, type and post in the copy, where the server had not read so far', () => {
    expect(about(0, '{"ID":1,"Type":"Post","PostID":7}')).toEqual({ id: 1, type: 'Post', postId: 7 })
    expect(about(0, '[{"ID":5,"Key":{"Name":"X"}}]')).toEqual({ id: 5, type: 'Request' })
  })

  it('believes the id of the error rather than the copy', () => {
    expect(about(3, '{"ID":5,"Type":"Post","PostID":7}')).toMatchObject({ id: 3, postId: 7 })
  })

  it.each([
    [undefined],
    [null],
    [7],
    [''],
    ['{'],
    ['null'],
    ['[]'],
    ['[[1]]'],
    ['[{"ID":1},{"ID":2}]'],
    ['"text"'],
  ])('makes nothing of the copy %j', (copy) => {
    expect(about(0, copy)).toEqual({ id: 0 })
  })

  it('takes members of the wrong type as absent', () => {
    expect(about(0, '{"ID":"2","Type":{},"PostID":"7"}')).toEqual({ id: 0 })
    expect(about(0, '{"ID":[2,3],"Type":"Close"}')).toEqual({ id: 0, type: 'Close' })
    expect(ownMessage({ ID: 4, Type: 'Error', Debug: null })).toEqual({ id: 4 })
    expect(ownMessage({ ID: 4, Type: 'Error' })).toEqual({ id: 4 })
  })
})
