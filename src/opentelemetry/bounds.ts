/** Bounds of buckets for what takes from a tenth of a second to an hour, in seconds. */
export const outageBounds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600]

/** Bounds of buckets for the way to a server and back, from a tenth of a millisecond to a second, in seconds. */
export const roundTripBounds = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
]

/** Bounds of buckets for what a server answers in a millisecond to half a minute, in seconds. */
export const answerBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
