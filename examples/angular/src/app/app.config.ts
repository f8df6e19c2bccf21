import {
  type ApplicationConfig,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core'
import { provideConsumer } from 'rx-omm/angular'
import type { Feed } from './feed/feed'
import { FEED_TOKEN } from './feed/feed-token'

/** What the page is made from, once it is known where its data comes from. */
export const appConfig = (feed: Feed): ApplicationConfig => ({
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideConsumer(feed.options),
    { provide: FEED_TOKEN, useValue: feed },
  ],
})
