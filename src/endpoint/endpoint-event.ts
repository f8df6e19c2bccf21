/** What is wrong with an entry of service discovery, so that it is not used. */
export type ServiceDefect =
  /** Not an object, or without a host name. */
  | 'shape'
  /** Not a WebSocket. */
  | 'transport'
  /** Does not speak `tr_json2`. */
  | 'data-format'
  /** Without an availability zone, so that the region cannot be told. */
  | 'location'
  /** Not a host name: scheme, path, or characters that names do not have. */
  | 'host-name'
  /** Not a number from 1 to 65535. */
  | 'port'
  /** Outside the allowed hosts. */
  | 'host-not-allowed'

/** What happened on the way to endpoints, for diagnosis. */
export type EndpointEvent =
  /** An answer of service discovery has entries that were passed over; one event for each kind of defect. */
  | {
      readonly event: 'endpoint.skipped'
      /** What is wrong with them. */
      readonly defect: ServiceDefect
      /** How many entries have this defect. */
      readonly count: number
    }
  /** The region has only endpoints in a single zone each. */
  | {
      readonly event: 'endpoint.single-zone-only'
      /** The region that was asked for. */
      readonly region: string
    }
  /** Hot standby found only one endpoint. */
  | {
      readonly event: 'endpoint.no-standby'
      /** The region that was asked for. */
      readonly region: string
    }
