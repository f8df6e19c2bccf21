/** Renewals that must be refused, and token lives in which, before another program is suspected. */
const suspicious = 3

/** Notices when another program seems to sign on with the same credentials: each throws the other one out. */
export interface SharingWatch {
  /**
   * Takes note of a refused renewal.
   *
   * @param now - in milliseconds since 1970
   * @param life - of a token, in milliseconds
   * @returns true when renewals are refused too often to be chance; counting begins anew then
   */
  refused(now: number, life: number): boolean
}

/** A watch that has seen nothing yet. */
export const sharingWatch = (): SharingWatch => {
  let times: readonly number[] = []
  return {
    refused: (now, life) => {
      times = [...times.filter((at) => now - at < suspicious * life), now]
      if (times.length < suspicious) return false
      times = []
      return true
    },
  }
}
