const cookiesOf = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(';').map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )

/**
 * The login that a server makes on its own from cookies of the upgrade, on stream -1; `undefined` without a
 * token among them. The names are those of the protocol's specification, and `AuthPosition`, which the vendor's
 * example clients send.
 */
export const cookieLogin = (header: string): Readonly<Record<string, unknown>> | undefined => {
  const cookies = cookiesOf(header)
  const token = cookies.get('AuthToken')
  if (token === undefined) return undefined
  const position = cookies.get('position') ?? cookies.get('AuthPosition')
  const applicationId = cookies.get('applicationId')
  return {
    ID: -1,
    Domain: 'Login',
    Key: {
      NameType: 'AuthnToken',
      Elements: {
        ...(applicationId === undefined ? {} : { ApplicationId: applicationId }),
        ...(position === undefined ? {} : { Position: position }),
        AuthenticationToken: token,
      },
    },
  }
}
