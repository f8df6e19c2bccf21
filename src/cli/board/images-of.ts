import { groupBy, map, mergeMap, type Observable } from 'rxjs'
import { toImage, type Image, type NamedEvent } from '../../index.js'

/** Images of many items, out of their events. */
export const imagesOf = (events$: Observable<NamedEvent>): Observable<Image> =>
  events$.pipe(
    groupBy(({ name }) => name),
    mergeMap((ofOne$) =>
      ofOne$.pipe(
        map(({ event }) => event),
        toImage(),
      ),
    ),
  )
