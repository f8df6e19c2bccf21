import type { BrowserContext, Page, Request } from 'playwright-core'

/** A tab, and all that can be seen of it from outside. */
export interface Tab {
  readonly page: Page
  /** What it printed on the console, of any kind, as one line each. */
  readonly printed: readonly string[]
  /** Errors on the console, and those that nobody caught. */
  readonly errors: readonly string[]
  /** All that it sent by HTTP: method, address, headers and body of each request. */
  readonly requests: readonly string[]
  /** The frames that it sent over WebSockets. */
  readonly frames: readonly string[]
  /** What it has put away and what it shows: storage, cookies and the document, as one text. */
  readonly kept: () => Promise<string>
}

const textOf = async (request: Request): Promise<string> =>
  JSON.stringify([request.method(), request.url(), await request.allHeaders(), request.postData()])

/** Opens a tab and writes down what it does from its first moment on. */
export const openTab = async (context: BrowserContext): Promise<Tab> => {
  const page = await context.newPage()
  const printed: string[] = []
  const errors: string[] = []
  const requests: string[] = []
  const frames: string[] = []
  page.on('console', (message) => {
    const line = `${message.type()}: ${message.text()}`
    printed.push(line)
    // A page need not have an icon.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) errors.push(line)
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('request', (request) => {
    const at = requests.push(`${request.method()} ${request.url()}`) - 1
    // The headers are known a moment later, unless the tab is gone by then.
    textOf(request).then(
      (text) => (requests[at] = text),
      () => undefined,
    )
  })
  page.on('websocket', (socket) => {
    requests.push(`WebSocket ${socket.url()}`)
    socket.on('framesent', ({ payload }) => frames.push(payload.toString()))
  })
  const kept = async (): Promise<string> => {
    const state = await page.evaluate(() => [
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
      document.cookie,
      document.documentElement.outerHTML,
    ])
    return [...state, JSON.stringify(await context.cookies())].join('\n')
  }
  return { page, printed, errors, requests, frames, kept }
}
