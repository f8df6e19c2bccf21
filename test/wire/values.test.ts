import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeStreams, itemRequest, loginClose, loginReissue, loginRequest } from '../../src/wire/build.js'
import type { Elements } from '../../src/wire/containers.js'
import { dataState, domain, stateCode, streamState, updateType } from '../../src/wire/enums.js'
import { readLogin } from '../../src/wire/login.js'
import { cleanText, isOpen, openOk, readState, stateLine } from '../../src/wire/state.js'
import { utf8Length } from '../../src/wire/utf8-length.js'

describe('enumerations', () => {
  it('are read by name and by number, and unknown ones kept or taken as no change', () => {
    expect(['Open', 1, 3, 'Closed', 'open', 9, null, undefined].map(streamState)).toEqual([
      'Open', 'Open', 'ClosedRecover', 'Closed', 'Unspecified', 'Unspecified', 'Unspecified', 'Unspecified',
    ]) // prettier-ignore
    expect(['Ok', 2, 0, 'Bad', 7].map(dataState)).toEqual([
      'Ok',
      'Suspect',
      'NoChange',
      'NoChange',
      'NoChange',
    ])
    expect(['NotFound', 3, 17, 'Novel', undefined, '', {}].map(stateCode)).toEqual([
      'NotFound', 'NotEntitled', '17', 'Novel', 'None', 'None', 'None',
    ]) // prettier-ignore
    expect(['Quote', 2, 99, undefined].map(updateType)).toEqual(['Quote', 'Trade', '99', 'Unspecified'])
    expect(['MarketByOrder', 8, 200, 'Nonsense', undefined].map(domain)).toEqual([
      'MarketByOrder', 'MarketByPrice', 200, 'MarketPrice', 'MarketPrice',
    ]) // prettier-ignore
  })
})

describe('a state', () => {
  it('is absent when it is absent or no object', () => {
    for (const raw of [undefined, null, 'Closed', 7]) expect(readState(raw, undefined)).toBeUndefined()
    expect(readState(undefined, openOk)).toBe(openOk)
  })

  it('has its text made safe: no control characters, no more than 1 KiB', () => {
    expect(cleanText('**F10\u0000')).toBe('**F10')
    expect(cleanText('a\u001b[31m\nb\u009b')).toBe('a [31m b')
    expect(cleanText('x'.repeat(5_000))).toHaveLength(1_024)
    expect(cleanText(7)).toBe('')
    expect(
      readState({ Stream: 'Open', Data: 'Ok', Code: `x${'y'.repeat(5_000)}` }, undefined)?.code,
    ).toHaveLength(1_024)
  })

  it('is open unless it says otherwise', () => {
    const state = (Stream: unknown) => readState({ Stream, Data: 'Ok' }, openOk)
    expect(['Open', 'Unspecified', 'x'].every((stream) => isOpen(state(stream)))).toBe(true)
    expect(
      ['NonStreaming', 'Closed', 'ClosedRecover', 'Redirected'].some((stream) => isOpen(state(stream))),
    ).toBe(false)
  })

  it('fits in a line', () => {
    expect(stateLine(openOk)).toBe('Open/Ok')
    expect(stateLine({ stream: 'Closed', data: 'Suspect', code: 'NotFound', text: 'no' })).toBe(
      'Closed/Suspect NotFound: no',
    )
  })
})

describe('utf8Length', () => {
  it('is what an encoder says, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
      }),
    )
  })
})

describe('the login info', () => {
  it('is read from payload and key, with the defaults of the protocol', () => {
    expect(readLogin({ ID: 1, Type: 'Refresh' })).toEqual({
      batchRequests: false,
      batchClose: false,
      views: false,
      pauseResume: false,
      posts: false,
      singleOpen: true,
    })
    const Key = {
      Elements: {
        SupportBatchRequests: 5,
        SupportViewRequests: 1,
        SupportOptimizedPauseResume: 1,
        SupportOMMPost: 1,
        SingleOpen: 0,
        ApplicationName: 'ADS',
      },
    }
    expect(
      readLogin({ ID: 1, Type: 'Refresh', Elements: { PingTimeout: 30, MaxMsgSize: 61_440 }, Key }),
    ).toEqual({
      pingTimeout: 30,
      maxMsgSize: 61_440,
      batchRequests: true,
      batchClose: true,
      views: true,
      pauseResume: true,
      posts: true,
      singleOpen: false,
      applicationName: 'ADS',
    })
  })

  it('takes what makes no sense as absent', () => {
    const Elements = JSON.parse(
      '{"PingTimeout":0.001,"MaxMsgSize":-1,"__proto__":{},"toString":1}',
    ) as Elements
    expect(
      readLogin({ ID: 1, Type: 'Refresh', Elements, Key: { Elements: { SupportBatchRequests: '7' } } }),
    ).toEqual({
      batchRequests: false,
      batchClose: false,
      views: false,
      pauseResume: false,
      posts: false,
      singleOpen: true,
    })
  })
})

describe('what is sent', () => {
  const attributes = { applicationId: '256', position: '1.2.3.4/x', applicationName: 'app' }

  it('leaves defaults out', () => {
    expect(itemRequest(2, 'EUR=', { domain: 'MarketPrice', streaming: true, private: false })).toEqual({
      ID: 2,
      Key: { Name: 'EUR=' },
      KeyInUpdates: false,
    })
    expect(
      itemRequest(2, ['A', 'B'], {
        domain: 7,
        service: 1,
        nameType: 'Sym',
        streaming: false,
        private: true,
        view: ['BID', -3],
      }),
    ).toEqual({
      ID: 2,
      Domain: 7,
      Key: { Name: ['A', 'B'], NameType: 'Sym', Service: 1 },
      Streaming: false,
      Private: true,
      KeyInUpdates: false,
      View: ['BID', -3],
    })
    expect(closeStreams([5], 'MarketPrice')).toEqual({ ID: 5, Type: 'Close' })
    expect(closeStreams([5, 6], 'MarketMaker')).toEqual({ ID: [5, 6], Type: 'Close', Domain: 'MarketMaker' })
    expect(() => closeStreams([])).toThrow(RangeError)
    expect(loginClose()).toEqual({ ID: 1, Type: 'Close', Domain: 'Login' })
  })

  it('is in a reissue what it was in the login, but for the token and the wish for an answer', () => {
    const { Key: before, ...first } = loginRequest({ token: 'a' }, attributes)
    const { Key: after, ...again } = loginReissue({ token: 'b' }, attributes, { paused: false })
    expect(again).toEqual({ ...first, Refresh: false })
    expect(after).toEqual({ ...before, Elements: { ...before.Elements, AuthenticationToken: 'b' } })
    expect(before.Elements).toEqual({
      ApplicationId: '256',
      ApplicationName: 'app',
      Position: '1.2.3.4/x',
      AuthenticationToken: 'a',
    })
  })
})
