/** The number of a record is hexadecimal, with capital letters. */
const pattern = /^([0-9A-F]{1,8})(#.+)$/

/** The names that the next records of a chain must have; none where the name of this one does not tell. */
export const namesAfter = (name: string, count: number): readonly string[] => {
  const [, digits = '', rest = ''] = pattern.exec(name) ?? []
  if (digits === '') return []
  const number = parseInt(digits, 16)
  return Array.from(
    { length: count },
    (_, index) => `${(number + index + 1).toString(16).toUpperCase()}${rest}`,
  )
}
