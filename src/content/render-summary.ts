import type { Container } from '../wire/containers.js'
import { type Held, renderHeld } from './held.js'

/** The member `Summary`, or nothing where no summary was ever told. */
export const renderSummary = (summary: Held): { readonly Summary?: Container } =>
  summary.kind === undefined ? {} : { Summary: renderHeld(summary) }
