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
}

interface Hour {
  readonly points: Point[]
  timer: Subscription
  /** Which of them is being done; -1 before its time. */
  index: number
}

/** Puts a point behind those of its line and of earlier ones, but not behind us. */
const insert = ({ points, index }: Hour, point: Point): void => {
  let place = points.length
  while (place > index + 1 && (points[place - 1]?.line ?? 0) > point.line) place--
  points.splice(place, 0, point)
}

/** Makes an empty {@link Agenda}. It has one timer for each time. */
export const createAgenda = (): Agenda => {
  const hours = new Map<number, Hour>()

  const timerFor = (time: number): Subscription =>
    later(time - now(), () => {
      strike(time)
    })
  const strike = (time: number): void => {
    const hour = hours.get(time)
    if (hour === undefined) return
    // A timer may be early: the platform's longest one is, and rounding makes others so.
    if (now() < time) {
      hour.timer = timerFor(time)
      return
    }
    const { points } = hour
    points.sort((one, other) => one.line - other.line)
    for (hour.index = 0; hour.index < points.length; hour.index++)
      points[hour.index]?.act(points[hour.index + 1]?.line ?? Infinity)
    hours.delete(time)
  }
  return {
    at: (time, line, act) => {
      let isStruck = false
      const point: Point = {
        line,
        act: (until) => {
          if (!isStruck) act(until)
        },
      }
      const hour = hours.get(time)
      if (hour === undefined) hours.set(time, { points: [point], timer: timerFor(time), index: -1 })
      else if (hour.index < 0) hour.points.push(point)
      else insert(hour, point)
      return () => {
        isStruck = true
      }
    },
    end: () => {
      for (const { timer } of hours.values()) timer.unsubscribe()
      hours.clear()
    },
  }
}
