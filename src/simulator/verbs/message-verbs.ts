import type { MessageVerbs } from '../message-scenario.js'
import { domainMember } from '../session/domains.js'
import { send } from '../session/session.js'
import type { SessionWorld } from '../session/world.js'
import { sessionsOn, streamsOn } from './targets.js'

/** Makes the verbs about posts and generic messages. */
export const messageVerbs = (world: SessionWorld): MessageVerbs => {
  const { wishes } = world
  return {
    nakPosts: ({ code = 'DeniedBySrc', text = 'The post was refused.', times = Infinity } = {}) => {
      wishes.postRefusal = { code, text }
      wishes.postRefused.set(times)
    },
    ignorePosts: ({ times = Infinity } = {}) => {
      wishes.postLost.set(times)
    },
    delayAcks: (milliseconds) => {
      wishes.ackDelay = milliseconds
    },
    sendGeneric: ({ name, message, ...on }) => {
      if (name === undefined)
        for (const session of sessionsOn(world, on)) {
          if (session.login)
            send(session, { ID: session.login.id, Type: 'Generic', Domain: 'Login', ...message })
        }
      else
        for (const { stream } of streamsOn(world, name, on))
          send(stream.session, {
            ID: stream.id,
            Type: 'Generic',
            ...domainMember(stream.domain),
            ...message,
          })
    },
  }
}
