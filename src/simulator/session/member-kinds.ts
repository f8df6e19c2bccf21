/** What a member of a message may hold. */
export type Kind = 'id' | 'integer' | 'boolean' | 'text' | 'object' | 'array' | 'name' | 'enumeration' | 'any'

type Kinds = Readonly<Record<string, Kind>>

const common: Kinds = {
  ID: 'id',
  Type: 'enumeration',
  Domain: 'enumeration',
  Key: 'object',
  ExtHdr: 'text',
}

const payload: Kinds = {
  Fields: 'object',
  Elements: 'object',
  Map: 'object',
  Vector: 'object',
  Series: 'object',
  FilterList: 'object',
  Message: 'object',
  Opaque: 'text',
  Xml: 'text',
  Json: 'any',
}

const parts: Kinds = {
  Complete: 'boolean',
  PartNumber: 'integer',
  SeqNumber: 'integer',
  PermData: 'text',
}

/** The members that each type of message may have. */
export const memberKinds: Readonly<Record<string, Kinds>> = {
  Request: {
    ...common,
    ...payload,
    Streaming: 'boolean',
    Refresh: 'boolean',
    Pause: 'boolean',
    KeyInUpdates: 'boolean',
    ConfInfoInUpdates: 'boolean',
    Private: 'boolean',
    Qualified: 'boolean',
    Priority: 'object',
    View: 'array',
    ViewType: 'enumeration',
    Qos: 'object',
    WorstQos: 'object',
  },
  Close: { ...common, Ack: 'boolean' },
  Post: {
    ...common,
    ...payload,
    ...parts,
    Ack: 'boolean',
    PostID: 'integer',
    PostUserInfo: 'object',
    PostUserRights: 'integer',
  },
  Generic: {
    ...common,
    ...payload,
    ...parts,
    SecSeqNumber: 'integer',
    ReqKey: 'object',
    ProviderDriven: 'boolean',
  },
  Key: {
    Name: 'name',
    NameType: 'enumeration',
    Service: 'enumeration',
    Filter: 'integer',
    Identifier: 'integer',
    Elements: 'object',
    Fields: 'object',
  },
}
