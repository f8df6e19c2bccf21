/** True for an object that has members by name: servers send `null`, arrays and texts in such places, too. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
