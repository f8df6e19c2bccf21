import { idsOf, objectOf, type Members } from './members.js'
import type { Stage } from './stage.js'

/** An accepted login, where the recording holds none. */
export const plainLogin = ({ userOf }: Stage, message: Members): Members => {
  const { ApplicationId, Position } = objectOf(objectOf(message['Key'])['Elements'])
  const user = userOf(message)
  return {
    ID: idsOf(message)[0],
    Type: 'Refresh',
    Domain: 'Login',
    Key: {
      ...(user === undefined ? {} : { Name: user }),
      Elements: {
        AllowSuspectData: 1,
        ...(ApplicationId === undefined ? {} : { ApplicationId }),
        ...(Position === undefined ? {} : { Position }),
        SingleOpen: 1,
        SupportBatchRequests: 7,
        SupportOMMPost: 1,
      },
    },
    State: { Stream: 'Open', Data: 'Ok', Text: 'Login accepted by the replay.' },
  }
}
