import type { ConsumerState } from '../../index.js'
import type { BoardView, TokenLife } from './board.js'
import { count } from '../../consumer/event-words.js'
import { briefly, clockTime } from './format.js'
import { gauge, spark } from './spark.js'
import { apart, left, span, type Line, type Span } from './span.js'

const labelWidth = 10
/** Width below which the number of stale items comes first, and no picture of the rate. */
const narrow = 60
const label = (text: string): Span => span(` ${left(text, labelWidth)}`, 'dim')

const stateSpans = (state: ConsumerState, since: number, lostAt: number | undefined, now: number): Line => {
  const down: Line =
    lostAt === undefined ? [] : [span(` DOWN ${briefly(now - lostAt)} `, 'alarm'), span('  ')]
  switch (state.status) {
    case 'ready':
      return [
        state.suspect === undefined ? span('● ready', 'good') : span('● ready, suspect', 'warn'),
        span(`  ${state.url}  `),
        span(`up ${briefly(now - since)}`, 'dim'),
      ]
    case 'waiting':
      return [
        ...down,
        span(`attempt ${state.attempt + 1} in ${briefly(state.nextTryAt - now + 999)}: `, 'warn'),
        span(state.cause.message, 'bad'),
      ]
    case 'failed':
      return [span(' FAILED ', 'alarm'), span(`  ${state.cause.message}`, 'bad')]
    case 'connecting':
    case 'logging-in':
      return [
        ...down,
        span(`◌ ${state.status === 'connecting' ? 'connecting' : 'logging in'}`, 'warn'),
        span(`  ${state.url}`),
      ]
    default:
      return [...down, span(`◌ ${state.status}`, 'warn')]
  }
}

const tokenSpans = (token: TokenLife | undefined, now: number, width: number): Line => {
  if (token === undefined) return [span('none', 'dim')]
  const left = token.to - now
  const life = gauge(left / (token.to - token.from), Math.min(24, Math.max(8, width - 60)))
  const { renewal } = token
  if (left <= 0) {
    return renewal === undefined
      ? [
          span(`expired ${briefly(-left)} ago`),
          span('  needs no renewal: a live session does not mind', 'dim'),
        ]
      : [span(' EXPIRED ', 'alarm'), span(`  ${briefly(-left)} ago`, 'bad')]
  }
  return [
    span(life, renewal !== undefined && now > renewal ? 'warn' : 'accent'),
    span(`  ${briefly(left)} left`),
    renewal === undefined
      ? span('  needs no renewal', 'dim')
      : renewal > now
        ? span(`  renewal in ${briefly(renewal - now + 999)}`, 'dim')
        : span(`  renewal overdue by ${briefly(now - renewal)}`, 'warn'),
  ]
}

const itemSpans = (items: BoardView['items']): Line => {
  const ended = items.filter((item) => item.ended !== undefined).length
  const stale = items.filter((item) => item.ended === undefined && item.stale !== false).length
  return [
    span(count(items.length, 'item')),
    ...(stale > 0 ? [span('  '), span(` ${stale} STALE `, 'alarm')] : []),
    ...(ended > 0 ? [span(`  ${ended} closed`, 'warn')] : []),
  ]
}

/** How many lines the head of the board takes. */
export const headerHeight = 4

/** The head of the board: session, token, rate. */
export const drawHeader = (view: BoardView, width: number): readonly Line[] => {
  const { now, rate } = view
  const pace = span(`  ${rate.now.toFixed(1)} a second`)
  return [
    apart(
      [span(' omm watch ', 'title'), span(`  ${view.label}`, 'bold')],
      [span(`${clockTime(now)} `, 'dim')],
      width,
    ),
    [label('Session'), ...stateSpans(view.state, view.stateSince, view.lostAt, now)],
    [label('Token'), ...tokenSpans(view.token, now, width)],
    width < narrow
      ? [label('Items'), ...itemSpans(view.items), pace]
      : [
          label('Updates'),
          span(spark([0, ...rate.seconds], Math.min(24, Math.max(8, width - 60))).slice(1), 'accent'),
          pace,
          span('  '),
          ...itemSpans(view.items),
        ],
  ]
}
