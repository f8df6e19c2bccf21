/**
 * Items as signals of Angular.
 *
 * @packageDocumentation
 */
export {}
