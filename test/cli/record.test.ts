import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRecordArguments } from '../../src/cli/record/options.js'
import { pathOf } from '../../src/cli/record/tape.js'
import { createSimulator, readRecording, serveSimulator } from '../../src/simulator/index.js'
import { run, start } from './support.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omm-record-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('the arguments of omm record', () => {
  it.each([
    [['A', ''], 'must not be empty'],
    [['A', '--json'], 'unknown option --json'],
    [['A', '--url', 'ws://h', '--seed', '1'], '--seed is for the simulator'],
    [['A', '--domain', 'Odd'], '--domain must be'],
    [['A', '--token', 'secret'], 'credentials are not taken'],
  ])('%j are accepted', (args, wrong) => {
    expect(() => readRecordArguments(args)).toThrow(wrong)
  })
})

describe('the file of a further connection', () => {
  it.each([
    ['a/session.ndjson', 'a/session-2.ndjson'],
    ['a.b/session', 'a.b/session-2'],
    ['.hidden', '.hidden-2'],
    ['a/.hidden', 'a/.hidden-2'],
    ['x.tar.gz', 'x.tar-2.gz'],
  ])('of %s is called otherwise than %s, or the first is', (path, second) => {
    expect(pathOf(path, 2)).toBe(second)
    expect(pathOf(path, 1)).toBe(path)
  })
})

describe('omm record', () => {
  it('prints something else than a recording, or a token in it', async () => {
    const { code, stdout, stderr } = await run(['record', 'EUR=', '--snapshot'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { lines } = readRecording(stdout)
    expect(lines.at(-1)).toMatchObject({ from: 'client', close: { code: 1000 } })
    expect(stdout).toMatch(/\\"AuthenticationToken\\":\\"[0-9a-f]{8}\\"/)
    expect(stdout).not.toMatch(/[\w-]{200}/)
    expect(lines.filter((line) => 'frame' in line && line.frame.includes('EUR='))).toHaveLength(2)
  })

  it('leaves the end out when it is interrupted, or a connection when one is lost', async () => {
    const simulator = createSimulator({ updateRate: 20 })
    const served = await serveSimulator(simulator)
    const file = join(folder, 'session.ndjson')
    const running = start(['record', 'EUR=', '--url', served.wsUrl, '--out', file], {
      RX_OMM_LOGIN_NAME: 'me',
    })
    const opened = async (count: number): Promise<void> => {
      const requested = () =>
        simulator.received.filter((one) => one.kind === 'frame' && one.frame.includes('EUR=')).length
      while (requested() < count) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await opened(1)
    simulator.drop({ code: 1012, reason: 'service restart' })
    await opened(2)
    running.signal('SIGINT')
    const { code, stdout, stderr } = await running.ended
    await served.close()
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
    expect((await readdir(folder)).sort()).toEqual(['session-2.ndjson', 'session.ndjson'])
    const read = async (name: string) => readRecording(await readFile(join(folder, name), 'utf8')).lines
    const [first, second] = [await read('session.ndjson'), await read('session-2.ndjson')]
    expect(first.at(-1)).toMatchObject({ from: 'server', close: { code: 1012, reason: 'service restart' } })
    expect(second.at(-1)).toMatchObject({ from: 'client', close: { code: 1000 } })
    expect(stderr).toMatch(/^omm: .*; trying again\n/)
    expect(stderr).toContain(`omm: ${file}: ${first.length} lines\nomm: ${join(folder, 'session-2.ndjson')}: ${second.length} lines\n`) // prettier-ignore
  })

  it('goes on with the output after the connection is lost, which the output cannot hold', async () => {
    const simulator = createSimulator({ updateRate: 0 })
    const served = await serveSimulator(simulator)
    const running = start(['record', 'EUR=', '--url', served.wsUrl], { RX_OMM_LOGIN_NAME: 'me' })
    await running.line((line) => String(line['frame']).includes('EUR='))
    simulator.drop()
    const { code, stdout } = await running.ended
    await served.close()
    expect(code).toBe(0)
    expect(readRecording(stdout).lines.at(-1)).toMatchObject({ from: 'server', close: { code: 1006 } })
  })

  it('begins although the file cannot be written', async () => {
    const { code, stderr } = await run(['record', 'EUR=', '--out', join(folder, 'nowhere', 'x')])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^omm: .*nowhere.x: the file cannot be written \(ENOENT: .+ check the path\)\n$/)
  })
})
