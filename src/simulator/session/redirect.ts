import type { NewKey } from '../options.js'
import { keyOf } from './item-messages.js'
import type { ItemStream } from './session.js'
import type { SessionWorld } from './world.js'

const redirected = { stream: 'Redirected', data: 'Ok' } as const

/** Tells that an item is to be had under another key. */
export const redirect = (
  { settings, services, messages }: SessionWorld,
  stream: ItemStream,
  { name = stream.name, service }: NewKey,
): void => {
  const other = service === undefined ? stream.service : services.find(service)
  const key = keyOf(settings, { ...stream, name, service: other ?? stream.service })
  messages.tell(
    stream,
    { ...redirected, text: 'The item has another name now.' },
    // A service that is served elsewhere has no number here.
    { Key: other ? key : { ...key, Service: service } },
  )
}

/** Sends a request on to where the options say; true when that was done. */
export const redirectRequest = (world: SessionWorld, stream: ItemStream): boolean => {
  const { privateOnly, redirects } = world.settings
  if (!stream.isPrivate && privateOnly.includes(stream.name)) {
    world.messages.tell(
      stream,
      { ...redirected, text: 'The item is to be had on a private stream.' },
      { Private: true },
    )
    return true
  }
  const to = Object.hasOwn(redirects, stream.name) ? redirects[stream.name] : undefined
  if (to) redirect(world, stream, to)
  return to !== undefined
}
