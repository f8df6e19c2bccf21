/** Number of bytes that a text takes in UTF-8, without encoding it. */
export const utf8Length = (text: string): number => {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes += 1
    // Each half of a surrogate pair: two bytes of the four.
    else if (unit >= 0xd800 && unit < 0xe000) bytes += 1
    else bytes += 2
  }
  return bytes
}
