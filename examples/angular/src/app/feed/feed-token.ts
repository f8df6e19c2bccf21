import { InjectionToken } from '@angular/core'
import type { Feed } from './feed'

/** The feed of the page. */
export const FEED_TOKEN = new InjectionToken<Feed>('Feed')
