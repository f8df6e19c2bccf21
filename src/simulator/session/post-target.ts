import { domain, type Domain } from '../../wire/domain.js'
import type { NakCode } from '../../wire/nak-code.js'
import { isServed } from './domains.js'
import type { LiveService } from './live-service.js'
import type { PostContent } from './post-content.js'
import type { Session } from './session.js'
import type { SessionWorld } from './world.js'

type Members = Readonly<Record<string, unknown>>

/** The item that a post is for. */
export interface PostTarget {
  readonly service: LiveService
  readonly name: string
  readonly domain: Domain
}

/** Why a post is refused. */
export interface Nak {
  readonly code: NakCode
  readonly text: string
}

const nak = (code: NakCode, text: string): Nak => ({ code, text })

/** Finds out what a post is for: by its stream, or off-stream, on the login's id, by its key. */
export const postTarget = (
  world: SessionWorld,
  session: Session,
  message: Members,
  content: PostContent,
): PostTarget | Nak => {
  const { services, market, settings } = world
  const { ID, Key, Domain } = message
  const stream = session.streams.get(Number(ID))
  if (!stream && session.login?.id !== ID) return nak('NotOpen', 'The stream is not open.')
  const { Name, Service } = (typeof Key === 'object' && Key !== null ? Key : {}) as Members
  const service = stream && Service === undefined ? stream.service : services.find(Service)
  if (!service || service.removed) return nak('SourceUnknown', 'The service is not known.')
  if (service.suspect || !service.up) return nak('SourceDown', 'The source is down.')
  const name = typeof Name === 'string' ? Name : stream?.name
  const creates = content.type === 'Refresh'
  if (name === undefined || name === '' || (market.lacks(name) && !creates))
    return nak('SymbolUnknown', 'The item is not known.')
  if (settings.deniedItems.includes(name)) return nak('AccessDenied', 'The item may not be posted to.')
  const target = Domain === undefined && stream ? stream.domain : domain(Domain)
  if (!isServed(settings, target)) return nak('DeniedBySrc', 'The domain is not served.')
  // An embedded message without a domain is one about prices, whatever the post says.
  if ((stream && stream.domain !== target) || (content.domain ?? target) !== target)
    return nak('InvalidContent', 'The domains of stream, post and content differ.')
  if (target === 'SymbolList' && !market.hasList(name) && !creates)
    return nak('SymbolUnknown', 'The list is not known.')
  return { service, name, domain: target }
}
