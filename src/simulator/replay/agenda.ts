import type { Subscription } from 'rxjs'
import { later, now } from '../clock.js'

/**
 * Something that is to be done.
 *
 * @param until - where in the recording something else is that has the same time, and comes next
 */
export type Act = (until: number) => void

/** What is to happen on a connection, and when. */
export interface Agenda {
  /**
   * Does something at a time. What has the same time happens in one turn and in the order of the recording, so that
   * messages of one frame stay together.
   *
   * @param time - in milliseconds since 1970
   * @param line - where it is in the recording
   * @returns a function that strikes it out
   */
  at(time: number, line: number, act: Act): () => void
  /** Strikes out everything. */
  end(): void
}

interface Point {
  readonly line: number
  readonly act: Act
  struck: boolean
}

interface Hour {
  readonly points: Point[]
  readonly timer: Subscription
  /** It is striking: what is put down now must find its place. */
  strikes: boolean
}

/** Puts a point behind those of the same line. */
const insert = (points: Point[], point: Point): void => {
  let place = points.length
  while (place > 0 && (points[place - 1]?.line ?? 0) > point.line) place--
  points.splice(place, 0, point)
}

/** Makes an empty {@link Agenda}. It has one timer for each time. */
export const createAgenda = (): Agenda => {
  const hours = new Map<number, Hour>()

  const strike = (time: number): void => {
    const hour = hours.get(time)
    if (hour === undefined) return
    const { points } = hour
    hour.strikes = true
    // Sorted by whole lines; of one line what was put down first comes first.
    points.sort((one, other) => one.line - other.line)
    // From the end it would be cheaper to take away, but harder to put in.
    for (let index = 0; index < points.length; index++) {
      const point = points[index]
      if (point === undefined || point.struck) continue
      point.struck = true
      const rest = points.slice(index + 1, index + 2)[0]
      point.act(rest === undefined ? Infinity : rest.line)
    }
    hours.delete(time)
  }
  return {
    at: (time, line, act) => {
      const point = { line, act, struck: false }
      const hour = hours.get(time)
      if (hour === undefined) {
        const timer = later(time - now(), () => {
          strike(time)
        })
        hours.set(time, { points: [point], timer, strikes: false })
      } else if (hour.strikes) {
        insert(hour.points, point)
      } else {
        hour.points.push(point)
      }
      return () => {
        point.struck = true
      }
    },
    end: () => {
      for (const { timer } of hours.values()) timer.unsubscribe()
      hours.clear()
    },
  }
}
