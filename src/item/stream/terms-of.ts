import type { LoginInfo } from '../../wire/login.js'
import type { Priority } from '../asking/item-request.js'
import type { ItemStream } from './item-stream.js'
import { comparePriorities, samePriority, usualPriority, type Terms } from './terms.js'
import { covers, union, type View } from './view.js'

const viewOf = ({ sinks }: ItemStream): View => {
  let view = sinks[0]?.wish.view
  for (const { wish } of sinks) view = union(view, wish.view)
  return view
}

const priorityOf = ({ sinks }: ItemStream): Priority | undefined => {
  if (sinks.every(({ wish }) => wish.priority === undefined)) return undefined
  let highest: Priority | undefined
  for (const { wish } of sinks) {
    const priority = wish.priority ?? usualPriority
    if (highest === undefined || comparePriorities(priority, highest) > 0) highest = priority
  }
  return highest
}

/** What a server is to be asked for now. Of an open stream only that changes which it is worth a reissue for. */
export const termsOf = (stream: ItemStream, login: LoginInfo, intern: (terms: Terms) => Terms): Terms => {
  const { sinks, terms: sent } = stream
  const { snapshot } = stream.kind
  let view = stream.allFields ? undefined : viewOf(stream)
  let priority = priorityOf(stream)
  // A snapshot is over before a pause could be of use.
  let paused: boolean | undefined =
    login.pauseResume && !snapshot && sinks.every((sink) => sink.paused && !sink.once)
  if (stream.id !== 0) {
    const narrower = covers(sent.view, view)
    // The same fields in another order, or fewer where that would save nothing.
    if (narrower && (snapshot || !login.views || covers(view, sent.view))) view = sent.view
    // One that was sent is not taken back by silence: servers do not agree on what that means.
    if (priority === undefined && sent.priority !== undefined) priority = usualPriority
    if (snapshot || samePriority(priority, sent.priority)) priority = sent.priority
    if (snapshot) paused = sent.paused
  }
  return intern({ view, priority, paused })
}
