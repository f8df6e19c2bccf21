import type { Kind } from './kinds.js'

/** The members that an object may have, and those that it must have. */
export interface Shape {
  readonly members: Readonly<Record<string, Kind>>
  readonly required: readonly string[]
}

const shape = (members: Readonly<Record<string, Kind>>, ...required: readonly string[]): Shape => ({
  members,
  required,
})

const common = { ID: 'id', Type: 'type', Domain: 'domain', Key: 'object', ExtHdr: 'base64' } as const

/** Containers are looked at for themselves. */
const payload = {
  Fields: 'any',
  Elements: 'any',
  Map: 'any',
  Vector: 'any',
  Series: 'any',
  FilterList: 'any',
  Message: 'any',
  Opaque: 'any',
  Xml: 'any',
  Json: 'any',
} as const

const parts = { Complete: 'boolean', PartNumber: 'part', SeqNumber: 'uint32', PermData: 'base64' } as const

const streams = { Private: 'boolean', Qualified: 'boolean' } as const

/** The members of each type of message. A missing `ID` is told last, as the vendor's server does. */
export const messageShapes: Readonly<Record<string, Shape>> = {
  Request: shape(
    {
      ...common,
      ...payload,
      ...streams,
      Streaming: 'boolean',
      Refresh: 'boolean',
      Pause: 'boolean',
      KeyInUpdates: 'boolean',
      ConfInfoInUpdates: 'boolean',
      Priority: 'object',
      View: 'array',
      ViewType: 'viewType',
      Qos: 'object',
      WorstQos: 'object',
    },
    'ID',
    'Key',
  ),
  Refresh: shape(
    {
      ...common,
      ...payload,
      ...parts,
      ...streams,
      State: 'object',
      Qos: 'object',
      ClearCache: 'boolean',
      Solicited: 'boolean',
      DoNotCache: 'boolean',
      PostUserInfo: 'object',
      ReqKey: 'object',
    },
    'ID',
  ),
  Status: shape(
    {
      ...common,
      ...payload,
      ...streams,
      State: 'object',
      ClearCache: 'boolean',
      PermData: 'base64',
      PostUserInfo: 'object',
      ReqKey: 'object',
    },
    'ID',
  ),
  Update: shape(
    {
      ...common,
      ...payload,
      UpdateType: 'updateType',
      DoNotCache: 'boolean',
      DoNotConflate: 'boolean',
      DoNotRipple: 'boolean',
      Discardable: 'boolean',
      ConflationInfo: 'object',
      SeqNumber: 'uint32',
      PermData: 'base64',
      PostUserInfo: 'object',
    },
    'ID',
  ),
  Close: shape({ ...common, Ack: 'boolean' }, 'ID'),
  Ack: shape(
    {
      ...common,
      ...payload,
      ...streams,
      AckID: 'uint32',
      NakCode: 'nakCode',
      Text: 'text',
      SeqNumber: 'uint32',
    },
    'ID',
    'AckID',
  ),
  Generic: shape(
    { ...common, ...payload, ...parts, SecSeqNumber: 'uint32', ReqKey: 'object', ProviderDriven: 'boolean' },
    'ID',
  ),
  Post: shape(
    {
      ...common,
      ...payload,
      ...parts,
      Ack: 'boolean',
      PostID: 'uint32',
      PostUserInfo: 'object',
      PostUserRights: 'uint16',
    },
    'ID',
  ),
}

const key = shape({
  Name: 'name',
  NameType: 'nameType',
  Service: 'service',
  Filter: 'uint32',
  Identifier: 'int32',
  Elements: 'any',
  Fields: 'any',
})

const qos = shape(
  { Timeliness: 'timeliness', TimeInfo: 'uint16', Rate: 'rate', RateInfo: 'uint16', Dynamic: 'boolean' },
  'Timeliness',
  'Rate',
)

const state = shape(
  { Stream: 'streamState', Data: 'dataState', Code: 'stateCode', Text: 'text' },
  'Stream',
  'Data',
)

/** The members of the objects that messages share. */
export const objectShapes: Readonly<Record<string, Shape>> = {
  Key: key,
  ReqKey: key,
  Qos: qos,
  WorstQos: qos,
  State: state,
  Priority: shape({ Class: 'uint8', Count: 'uint16' }, 'Class', 'Count'),
  PostUserInfo: shape({ Address: 'address', UserID: 'uint32' }, 'Address', 'UserID'),
  ConflationInfo: shape({ Count: 'uint16', Time: 'uint16' }, 'Count', 'Time'),
}

/** The members of containers and their entries. */
export const containerShapes = {
  Map: shape(
    { KeyType: 'any', KeyFieldID: 'int16', CountHint: 'uint30', Summary: 'object', Entries: 'array' },
    'KeyType',
  ),
  mapEntry: shape({ ...payload, Action: 'text', Key: 'any', PermData: 'base64' }, 'Action', 'Key'),
  Vector: shape({ SupportSorting: 'boolean', CountHint: 'uint30', Summary: 'object', Entries: 'array' }),
  vectorEntry: shape(
    { ...payload, Index: 'uint30', Action: 'vectorAction', PermData: 'base64' },
    'Index',
    'Action',
  ),
  Series: shape({ CountHint: 'uint30', Summary: 'object', Entries: 'array' }),
  seriesEntry: shape(payload),
  FilterList: shape({ CountHint: 'uint30', Entries: 'array' }),
  filterEntry: shape({ ...payload, ID: 'uint8', Action: 'filterAction', PermData: 'base64' }, 'ID', 'Action'),
  Summary: shape(payload),
} as const satisfies Readonly<Record<string, Shape>>
