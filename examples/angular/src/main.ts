import { bootstrapApplication } from '@angular/platform-browser'
import { defer, firstValueFrom, retry, timer } from 'rxjs'
import { App } from './app/app'
import { appConfig } from './app/app.config'
import { openFeed } from './app/feed/open-feed'

/** Until the application is there, its place says what it waits for. */
const tell = (text: string): void => {
  document.querySelector('app-root > p')?.replaceChildren(text)
}

/** The feed, as soon as there is one: the back end may come later than the page. */
const feed = firstValueFrom(
  defer(openFeed).pipe(
    retry({
      delay: (error: unknown) => {
        console.warn(error)
        tell('The back end does not answer. Is it running? This page asks again every two seconds.')
        return timer(2_000)
      },
    }),
  ),
)

feed
  .then((opened) => bootstrapApplication(App, appConfig(opened)))
  .catch((error: unknown) => {
    console.error(error)
    tell('The page could not be started. The console of the browser says why.')
  })
