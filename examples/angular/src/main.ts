import { bootstrapApplication } from '@angular/platform-browser'
import { App } from './app/app'
import { appConfig } from './app/app.config'
import { openFeed } from './app/feed/open-feed'

openFeed()
  .then((feed) => bootstrapApplication(App, appConfig(feed)))
  .catch((error: unknown) => {
    console.error(error)
    // There is no page without its feed: it says so instead of staying empty.
    document.body.textContent =
      'The back end does not answer. Is it running? Load this page again when it is.'
  })
