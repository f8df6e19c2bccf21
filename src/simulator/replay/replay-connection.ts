import { createSecretKeeper } from '../record/secret-keeper.js'
import type { Deliver, SimulatorConnection } from '../transport.js'
import { createAgenda } from './agenda.js'
import { createEnder } from './finale.js'
import { idsOf, typeOf, type Members } from './members.js'
import { onClose } from './on-close.js'
import { onPost } from './on-post.js'
import { onRequest } from './on-request.js'
import { createOutbox } from './outbox.js'
import { playCues, type Player } from './play-cues.js'
import type { Script } from './script.js'
import { splitFrame } from './split-frame.js'
import { dropAll, reply, type Stage } from './stage.js'

interface ConnectionParts {
  readonly number: number
  readonly protocol: string
  readonly script: Script
  readonly speed: number
  readonly deliver: Deliver
  readonly userOf: Stage['userOf']
  /** Called with each frame; what it gives has no secrets. */
  readonly onFrame: (from: 'client' | 'server', masked: () => string) => void
  /** Called once, when the connection is over. */
  readonly onEnd: (code: number, reason: string) => void
}

/** A connection on which a recording is played, with a way to cut it. */
export interface ReplayConnection extends SimulatorConnection {
  cut(): void
}

const dispatch = (stage: Stage, message: Members): void => {
  switch (typeOf(message)) {
    case 'Request':
      onRequest(stage, message)
      return
    case 'Close':
      onClose(stage, message)
      return
    case 'Post':
      onPost(stage, message)
      return
    case 'Ping':
      reply(stage, { Type: 'Pong' })
      return
  }
}

/** Plays a recording on a connection. */
export const replayConnection = (parts: ConnectionParts): ReplayConnection => {
  const { number, protocol, script, speed, deliver, userOf, onFrame, onEnd } = parts
  const secrets = createSecretKeeper()
  const agenda = createAgenda()
  let isOver = false
  let lastLogin: Members | undefined
  let wide: Player | undefined

  const end = (code: number, reason: string): void => {
    if (isOver) return
    isOver = true
    ender.stop()
    wide?.stop()
    agenda.end()
    dropAll(stage)
    outbox.end()
    onEnd(code, reason)
  }
  const resume = (): void => {
    wide?.go()
    for (const { main, others } of [...stage.streams.values()]) {
      main?.go()
      for (const player of others) player.go()
    }
  }
  const outbox = createOutbox({
    deliver: {
      frame: (text) => {
        deliver.frame(text)
      },
      congested: () => deliver.congested?.() === true,
      close: (code, reason) => {
        if (isOver) return
        deliver.close(code, reason)
        end(code ?? 1006, reason ?? '')
      },
    },
    onFrame: (frame) => {
      onFrame('server', () => secrets.fromServer(frame))
    },
    onFree: resume,
  })
  // The recording's own times count from its login, so that a login that takes longer shifts them.
  const start = (): void => {
    if (wide) return
    wide = playCues({
      agenda,
      cues: script.wide,
      speed,
      from: script.loginAt ?? 0,
      held: () => outbox.congested(),
      play: ({ text, line, isMessage }) => {
        if (isMessage) outbox.message(text, line)
        else outbox.raw(text)
      },
    })
    wide.go()
    ender.start()
  }
  const stage: Stage = {
    script,
    speed,
    outbox,
    streams: new Map(),
    uses: new Map(),
    agenda,
    userOf,
    onLogin: start,
    onProgress: () => {
      ender.look()
    },
  }
  const ender = createEnder(stage, () => lastLogin)
  if (script.loginAt === undefined) start()

  return {
    number,
    protocol,
    receive: (frame) => {
      if (isOver) return
      const masked = secrets.fromClient(frame)
      onFrame('client', () => masked)
      const messages = splitFrame(frame)
      if (messages === undefined) {
        reply(stage, { ID: 0, Type: 'Error', Text: 'JSON parser error', Debug: { Message: frame } })
        return
      }
      for (const { message } of messages) {
        if (message['Domain'] === 'Login' && idsOf(message).length > 0) lastLogin = message
        dispatch(stage, message)
      }
    },
    receiveBinary: () => {
      outbox.close(1003, 'Binary frames are not understood.')
    },
    drained: resume,
    closed: (code = 1006, reason = '') => {
      end(code, reason)
    },
    cut: () => {
      outbox.close()
    },
  }
}
