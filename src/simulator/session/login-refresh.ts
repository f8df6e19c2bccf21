import { measuresLatency } from './latency.js'
import type { Login } from './session.js'
import type { SessionWorld } from './world.js'

/** What the server can do, unless the options say otherwise. */
const usual: Readonly<Record<string, number | string>> = {
  ApplicationName: 'simulator',
  ProvidePermissionExpressions: 1,
  ProvidePermissionProfile: 0,
  SupportBatchRequests: 7,
  SupportEnhancedSymbolList: 0,
  SupportOMMPost: 1,
  SupportOptimizedPauseResume: 1,
  SupportPauseResume: 1,
  SupportStandby: 0,
  SupportViewRequests: 1,
}

/** The answer to an accepted login, or to a reissue that wants one. */
export const loginRefresh = (world: SessionWorld, login: Login): Readonly<Record<string, unknown>> => {
  const { settings } = world
  const { ApplicationId, Position, AllowSuspectData } = login.elements
  const name = settings.echoToken && login.token ? login.token.value : login.name
  const elements = {
    AllowSuspectData: login.singleOpen ? 1 : AllowSuspectData === 0 ? 0 : 1,
    ...(ApplicationId === undefined ? {} : { ApplicationId }),
    ...(Position === undefined ? {} : { Position }),
    SingleOpen: login.singleOpen ? 1 : 0,
    ...usual,
    ...(measuresLatency(world, login) ? { RoundTripLatency: 2 } : {}),
    ...(login.token ? { AuthenticationErrorCode: 0 } : {}),
    ...(login.reissueBy === undefined ? {} : { AuthenticationTTReissue: login.reissueBy / 1000 }),
    ...settings.capabilities,
  }
  return {
    ID: login.id,
    Type: 'Refresh',
    Domain: 'Login',
    Key: {
      ...(name === undefined ? {} : { Name: name }),
      Elements: Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== null)),
    },
    State: { Stream: 'Open', Data: 'Ok', Text: 'Login accepted by host simulator.' },
    Elements: {
      ...(settings.maxMsgSize === Infinity ? {} : { MaxMsgSize: settings.maxMsgSize }),
      ...(settings.pingTimeout > 0 ? { PingTimeout: settings.pingTimeout } : {}),
    },
  }
}
