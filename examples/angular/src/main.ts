import { bootstrapApplication } from '@angular/platform-browser'
import { App } from './app/app'
import { appConfig } from './app/app.config'
import { openFeed } from './app/feed/open-feed'

openFeed()
  .then((feed) => bootstrapApplication(App, appConfig(feed)))
  .catch((error: unknown) => {
    console.error(error)
  })
