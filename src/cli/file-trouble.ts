/** What to do about a file, by the code of the system. */
const advice: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the path',
  EACCES: 'you have no permission; check its owner and mode',
  EISDIR: 'it is a folder; give a file in it',
  ENOTDIR: 'a part of the path is no folder; check it',
  ENOSPC: 'the disk is full; make room',
  EROFS: 'nothing can be written there; give another place',
}

/** Why a file cannot be used and what to do: the code of the system, and words where it is a usual one. */
export const fileTrouble = (code: string): string => {
  const words = advice[code]
  return words === undefined ? code : `${code}: ${words}`
}
