import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readReplayArguments } from '../../src/cli/replay/options.js'
import { linesOf, run, start } from './support.js'

const capture = 'test/fixtures/captures/posting.ndjson'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omm-replay-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('the arguments of omm replay', () => {
  it('are read otherwise than meant', () => {
    expect(readReplayArguments(['a', 'b', '--speed', '2.5', '--port', '1'])).toEqual({ files: ['a', 'b'], speed: 2.5, port: 1 }) // prettier-ignore
    expect(readReplayArguments(['a', '--speed', 'max'])).toEqual({ files: ['a'], speed: Infinity })
  })

  it.each([
    [[], 'needs the file of a recording'],
    [['a', '--speed', '0'], '--speed must be a number'],
    [['a', '--speed', 'fast'], '--speed must be a number'],
    [['a', '--tls', '--cert', 'c', '--key', 'k'], 'exclude each other'],
    [['a', '--cert', 'c'], 'need each other'],
  ])('%j are accepted', (args, wrong) => {
    expect(() => readReplayArguments(args)).toThrow(wrong)
  })
})

describe('omm replay', () => {
  it('serves no recording, or tells other lines than omm simulate does', async () => {
    const running = start(['replay', capture, '--speed', 'max', '--json', '--seconds', '8'])
    const first = await running.line((line) => 'listening' in line)
    expect(first).toMatchObject({ t: 0 })
    const { http, ws } = first['listening'] as { readonly http: string; readonly ws: string }
    expect(ws).toBe(`${http.replace('http', 'ws')}/WebSocket`)
    const watched = await run(['watch', 'TRI.N', '--service', 'DIRECT_FEED', '--snapshot', '--json', '--url', ws], { RX_OMM_LOGIN_NAME: 'me' }) // prettier-ignore
    expect(watched.code).toBe(0)
    expect(linesOf(watched.stdout)).toContainEqual(
      expect.objectContaining({ type: 'refresh', name: 'TRI.N', fields: expect.objectContaining({ BID: 0.99 }) as unknown }), // prettier-ignore
    )
    const { code, stdout, stderr } = await running.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = linesOf(stdout)
    expect(lines).toContainEqual(expect.objectContaining({ connection: 1, from: 'client', frame: expect.stringContaining('TRI.N') as unknown })) // prettier-ignore
    expect(lines).toContainEqual(expect.objectContaining({ connection: 1, from: 'server' }))
    expect(lines).toContainEqual(
      expect.objectContaining({ connection: 1, close: { code: 1000, reason: '' } }),
    )
  })

  it('says nothing to a person, or ends badly', async () => {
    const { code, stdout, stderr } = await run(['replay', capture, '--seconds', '0.1'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^Replaying test\S+posting\.ndjson at ws:\/\/127\.0\.0\.1:\d+\/WebSocket, at speed 1\.\n$/,
    )
  })

  it('serves a file that is not there or wrong, or tells what is in it', async () => {
    const missing = await run(['replay', join(folder, 'none')])
    expect(missing).toMatchObject({ code: 1, stdout: '' })
    expect(missing.stderr).toMatch(/^omm: .*none: the file cannot be read \(ENOENT: .+ check the path\)\n$/)
    const file = join(folder, 'wrong.ndjson')
    await writeFile(file, '{"t":0,"from":"me","frame":"secret"}\n')
    const wrong = await run(['replay', capture, file])
    expect(wrong.code).toBe(1)
    expect(wrong.stderr).toMatch(
      /wrong\.ndjson: line 1 of the recording: "from" must be "client" or "server"; give a file that omm record wrote\n$/,
    )
  })

  it('keeps silent about a line that breaks off', async () => {
    const file = join(folder, 'half.ndjson')
    await writeFile(file, '{"t":0,"from":"client","frame":"{}"}\n{"t":1,"fro')
    const { code, stderr } = await run(['replay', file, '--seconds', '0.1'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/half\.ndjson: line 2 breaks off, and is left out\n$/)
  })
})
