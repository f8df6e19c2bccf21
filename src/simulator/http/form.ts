/** The parameters of a form, percent-decoded. */
export type Form = Readonly<Record<string, string>>

/** Reads a form-encoded body. Of a parameter that stands there twice, the last one counts. */
export const readForm = (body: string | undefined): Form =>
  body === undefined || body === '' ? {} : Object.fromEntries(new URLSearchParams(body))
