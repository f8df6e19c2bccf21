/**
 * Metrics and spans of a consumer.
 *
 * @packageDocumentation
 */
export {}
