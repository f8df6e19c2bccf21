import { describe, expect, it } from 'vitest'
import { readPostArguments } from '../../src/cli/post/options.js'
import { readFields } from '../../src/cli/post/read-post.js'
import { linesOf, run } from './support.js'

describe('the fields of omm post', () => {
  it('are numbers where they look like one, else text, and blank where there is nothing', () => {
    expect(readFields(['BID=1.5', 'VOL=1e3', 'NEG=-.5', 'NAME=Acme = Co', 'OFF='])).toEqual({
      BID: 1.5,
      VOL: 1000,
      NEG: -0.5,
      NAME: 'Acme = Co',
      OFF: null,
    })
  })

  it('keep every digit of a large integer, and stay text where that is said', () => {
    expect(readFields(['ID=9007199254740993', 'CODE:=0815', 'EMPTY:='])).toEqual({
      ID: 9_007_199_254_740_993n,
      CODE: '0815',
      EMPTY: '',
    })
  })

  it('are refused without their value, which nobody else shall read', () => {
    expect(() => readFields(['BID=1', 'hunter2'])).toThrow('argument 3 of omm post must be FIELD=VALUE')
    expect(() => readFields(['BID=1', 'BID=2'])).toThrow('the field BID is given more than once')
    expect(() => readFields([])).toThrow('at least one field')
  })
})

describe('the arguments of omm post', () => {
  it('are not taken where the name of the item is missing', () => {
    expect(() => readPostArguments(['BID=1'])).toThrow('the name of an item')
    expect(() => readPostArguments([])).toThrow('the name of an item')
  })

  it('take a name that ends in =', () => {
    expect(readPostArguments(['EUR=', 'BID=1', '--on-stream', '--timeout', '2']).post).toEqual({
      name: 'EUR=',
      fields: { BID: 1 },
      onStream: true,
      timeout: 2000,
    })
  })
})

describe('omm post', () => {
  it('tells that a post was accepted', async () => {
    const { code, stdout } = await run(['post', 'TRI.N', 'BID=45.5', '--json'])
    expect(code).toBe(0)
    expect(linesOf(stdout)).toMatchObject([{ type: 'ack', postId: 1 }])
  })

  it('posts on the stream of the item', async () => {
    const { code, stdout } = await run(['post', 'TRI.N', 'BID=45.5', '--on-stream'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'accepted: All is well\n' })
  })

  it('fails with the code of a refusal', async () => {
    const { code, stdout, stderr } = await run(['post', 'UNKNOWN.X', 'BID=45.5', '--json'])
    expect(code).toBe(1)
    expect(linesOf(stdout)).toMatchObject([{ type: 'nak', code: 'SymbolUnknown', outcome: 'refused' }])
    expect(stderr).toMatch(/^omm: the post for UNKNOWN\.X was refused: SymbolUnknown.*\n$/)
  })

  it('fails with the field that the server does not know', async () => {
    const { code, stderr } = await run(['post', 'TRI.N', 'NO_SUCH_FIELD=1'])
    expect(code).toBe(1)
    expect(stderr).toContain("'NO_SUCH_FIELD'")
  })
})
