import type { Attributes, Meter } from '@opentelemetry/api'
import type { ConsumerEvent } from '../consumer/consumer-event.js'
import { closeCodeOf, failureOf } from './attributes-of.js'
import { answerBounds, outageBounds } from './bounds.js'

/** Counts what happens. */
export const eventMetrics = (meter: Meter, common: Attributes): ((event: ConsumerEvent) => void) => {
  const counter = (
    name: string,
    unit: string,
    description: string,
  ): ((more?: Attributes, by?: number) => void) => {
    const made = meter.createCounter(`rx_omm.${name}`, { unit, description })
    return (more, by = 1) => {
      made.add(by, { ...common, ...more })
    }
  }
  const tokenRequest = counter('token.requests', '{request}', 'Requests for tokens')
  const tokenStop = counter('token.stops', '{stop}', 'Times that a source of tokens has stopped for good')
  const sharedToken = counter(
    'token.sharing_suspicions',
    '{suspicion}',
    'Times that credentials seemed to be shared',
  )
  const login = counter('logins', '{login}', 'Logins that were accepted, refused or ended')
  const reissue = counter('login.reissues', '{reissue}', 'New tokens on a live login')
  const connection = counter('connections', '{connection}', 'WebSockets that were opened')
  const loss = counter('connection.losses', '{connection}', 'WebSockets of a session that were lost')
  const retry = counter('retries', '{retry}', 'Attempts that failed and are followed by another')
  const failure = counter('failures', '{failure}', 'Failures that ended everything')
  const malformed = counter('frames.malformed', '{frame}', 'Frames that could not be read')
  const serverError = counter('server.errors', '{error}', 'Messages that the server could not read')
  const recovered = counter('items.recovered', '{item}', 'Items that were answered again on a new session')
  const itemTrouble = counter(
    'item.troubles',
    '{trouble}',
    'Items without an answer, with an error, or dropped messages',
  )
  const post = counter('posts.ended', '{post}', 'Posts that were accepted, or failed')
  const latePost = counter(
    'posts.answered_late',
    '{post}',
    'Answers to posts that nobody waited for any more',
  )
  const recovery = meter.createHistogram('rx_omm.recovery.duration', {
    unit: 's',
    description: 'Time from a new login until the last item was answered',
    advice: { explicitBucketBoundaries: outageBounds },
  })

  const postTime = meter.createHistogram('rx_omm.post.duration', {
    unit: 's',
    description: 'Time from a post to its answer',
    advice: { explicitBucketBoundaries: answerBounds },
  })

  return (event) => {
    switch (event.event) {
      case 'token.acquired':
        tokenRequest({ 'rx_omm.token.grant': event.grant })
        break
      case 'token.renewed':
        tokenRequest({ 'rx_omm.token.grant': 'refresh_token' })
        break
      case 'token.failed':
        tokenRequest({ 'rx_omm.token.grant': event.grant, ...failureOf(event.cause) })
        break
      case 'token.stopped':
        tokenStop(failureOf(event.cause))
        break
      case 'token.shared-suspected':
        sharedToken()
        break
      case 'login.accepted':
        login()
        break
      case 'login.closed':
        login(failureOf(event.cause))
        break
      case 'login.reissued':
        reissue()
        break
      case 'login.reissue-skipped':
        reissue({ 'error.type': 'token-expired' })
        break
      case 'login.renewals-failed':
        reissue(failureOf(event.cause))
        break
      case 'connection.opened':
        connection()
        break
      case 'connection.lost':
        loss({ ...closeCodeOf(event.closeCode), ...failureOf(event.cause) })
        break
      case 'retry.scheduled':
        retry(failureOf(event.cause))
        break
      case 'consumer.failed':
        failure(failureOf(event.cause))
        break
      case 'items.recovered':
        recovered({}, event.count)
        recovery.record(event.durationMs / 1000, common)
        break
      case 'frame.malformed':
        malformed()
        break
      case 'server.error':
        serverError()
        break
      case 'item.timeout':
      case 'item.error':
      case 'item.dropped':
        itemTrouble({ 'rx_omm.trouble': event.event.slice('item.'.length) })
        break
      case 'post.acked':
        post()
        postTime.record(event.durationMs / 1000, common)
        break
      case 'post.failed':
        post({ 'error.type': event.code })
        break
      case 'post.answered-late':
        latePost()
        break
    }
  }
}
