/** A certificate and its key, as PEM text. */
export interface TlsFiles {
  /** The certificate, with what leads to its authority. */
  readonly cert: string
  /** Its private key. */
  readonly key: string
}

const load = async () => {
  try {
    return await import('selfsigned')
  } catch (cause) {
    throw new Error('tls: true needs the package "selfsigned"; install it, or give { cert, key }', { cause })
  }
}

/** Makes a self-signed certificate for this machine: `localhost`, `127.0.0.1` and `::1`. */
export const selfSigned = async (): Promise<TlsFiles> => {
  const { generate } = await load()
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { cert, key }
}
