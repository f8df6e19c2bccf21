import { PLATFORM_ID, type Injector } from '@angular/core'

/** Whether the page is being rendered on a server. Spares the peer `@angular/common` for one comparison. */
export const isServer = (injector: Injector): boolean => injector.get(PLATFORM_ID) === ('server' as unknown)
