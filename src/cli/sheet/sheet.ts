import { connect, filter, map, merge, type OperatorFunction } from 'rxjs'
import { toImage, toMembers, type Container, type Fields, type ItemEvent } from '../../index.js'
import type { News } from '../board/health.js'

/** News of an item of any content: one part of it, or its health alone. */
export interface Sheet extends News {
  readonly fields?: Fields
  /** Entries of a map by key. */
  readonly entries?: ReadonlyMap<string, Fields>
  /** Content of another kind, as it came last. */
  readonly other?: Container
}

const hasMap = ({ content }: Extract<ItemEvent, { fields: unknown }>): boolean => content?.Map !== undefined

/** Reads an item whatever its content is. */
export const toSheet: OperatorFunction<ItemEvent, Sheet> = connect((events$) => {
  let known: ReadonlyMap<string, Fields> | undefined
  return merge(
    events$.pipe(
      toImage(),
      map(({ name, state, stale, changed, recovered, fields }): Sheet => {
        const back = recovered === undefined ? {} : { recovered }
        return { name, state, stale, changed, fields, ...back }
      }),
    ),
    // The way back is told once, by the image.
    events$.pipe(
      filter((event) => event.type === 'status' || hasMap(event)),
      toMembers(),
      map(({ name, state, stale, members }): Sheet => {
        const changed = members === known ? [] : ['entries']
        known = members
        return { name, state, stale, changed, entries: members }
      }),
    ),
    events$.pipe(
      filter((event) => event.type !== 'status'),
      filter((event) => event.content !== undefined && !hasMap(event)),
      map(({ name, state, stale, content }): Sheet => ({
        ...{ name, state, stale, changed: ['content'] },
        ...(content === undefined ? {} : { other: content }),
      })),
    ),
  )
})
