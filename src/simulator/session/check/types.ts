/** The primitive types with their numbers. */
const primitives: ReadonlyMap<number, string> = new Map([
  [3, 'Int'],
  [4, 'UInt'],
  [5, 'Float'],
  [6, 'Double'],
  [8, 'Real'],
  [9, 'Date'],
  [10, 'Time'],
  [11, 'DateTime'],
  [12, 'Qos'],
  [13, 'State'],
  [14, 'Enum'],
  [15, 'Array'],
  [16, 'Buffer'],
  [17, 'AsciiString'],
  [18, 'Utf8String'],
  [19, 'RmtesString'],
])

/** The types of containers by name and by number, and the members under which they stand. */
const containers: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ...(
    [
      ['NoData', 128, 'NoData'],
      ['Opaque', 130, 'Opaque'],
      ['Xml', 131, 'Xml'],
      ['FieldList', 132, 'Fields'],
      ['ElementList', 133, 'Elements'],
      ['FilterList', 135, 'FilterList'],
      ['Vector', 136, 'Vector'],
      ['Map', 137, 'Map'],
      ['Series', 138, 'Series'],
      ['Msg', 141, 'Message'],
      ['Json', 142, 'Json'],
    ] as const
  ).flatMap(([name, number, member]): [unknown, string][] => [
    [name, member],
    [number, member],
  ]),
])

const names = new Set(primitives.values())

/** The name of a primitive type, given by name or number. */
export const primitiveOf = (raw: unknown): string | undefined =>
  typeof raw === 'number' ? primitives.get(raw) : typeof raw === 'string' && names.has(raw) ? raw : undefined

/** The member of a container, given by the name or number of its type. */
export const containerOf = (raw: unknown): string | undefined => containers.get(raw)

/** Members of an object that are containers. */
export const containerMembers: ReadonlySet<string> = new Set(
  [...containers.values()].filter((member) => member !== 'NoData'),
)
