import { DOCUMENT, inject } from '@angular/core'
import { distinctUntilChanged, fromEvent, map, startWith } from 'rxjs'
import type { ConsumerFeature } from './consumer-feature.js'
import { withSetup } from './with-setup.js'

/**
 * Pauses all items while the page is hidden: the server is asked to send no content. The session stays, statuses come
 * all the same, and when the page is seen again every item gets its current content at once.
 *
 * @example
 * ```ts
 * import { provideConsumer, withPausedWhenHidden } from 'rx-omm/angular'
 *
 * export const provided = provideConsumer(
 *   { login: { name: 'me' }, endpoints: 'wss://feed.example.com' },
 *   withPausedWhenHidden(),
 * )
 * ```
 */
export const withPausedWhenHidden = (): ConsumerFeature =>
  withSetup((consumer) => {
    const document = inject(DOCUMENT)
    const hidden$ = fromEvent(document, 'visibilitychange').pipe(
      startWith(undefined),
      map(() => document.hidden),
      distinctUntilChanged(),
    )

    consumer.pauseWhile(hidden$).subscribe()
  })
