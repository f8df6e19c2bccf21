import type { Attributes } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  MetricReader,
  type DataPoint,
  type Histogram,
} from '@opentelemetry/sdk-metrics'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base'

/** A reader that is asked; nothing of it needs a timer. */
class AskedReader extends MetricReader {
  protected override onShutdown = (): Promise<void> => Promise.resolve()
  protected override onForceFlush = (): Promise<void> => Promise.resolve()
}

/** One series of a metric. */
export interface Series {
  readonly name: string
  readonly unit: string
  readonly attributes: Attributes
  /** Its value, or how often something was measured. */
  readonly value: number
  /** Sum of what was measured. */
  readonly sum?: number
}

const seriesOf = (name: string, unit: string, point: DataPoint<number> | DataPoint<Histogram>): Series => {
  const { attributes, value } = point
  return typeof value === 'number'
    ? { name, unit, attributes, value }
    : { name, unit, attributes, value: value.count, sum: value.sum ?? 0 }
}

/** Providers of the SDK whose exports stay in memory. */
export const collector = () => {
  const reader = new AskedReader()
  const spanExporter = new InMemorySpanExporter()
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const meterProvider = new MeterProvider({ readers: [reader] })
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spanExporter)] })

  /** Reads every metric as it is now; virtual time is to be stopped. */
  const read = async (): Promise<readonly Series[]> => {
    const { resourceMetrics } = await reader.collect()
    await new Promise<void>((resolve) => {
      metricExporter.export(resourceMetrics, () => {
        resolve()
      })
    })
    return (metricExporter.getMetrics().at(-1)?.scopeMetrics ?? []).flatMap(({ metrics }) =>
      metrics.flatMap(({ descriptor, dataPoints }) =>
        dataPoints.map((point) => seriesOf(descriptor.name, descriptor.unit, point as DataPoint<number>)),
      ),
    )
  }
  const spans = (): readonly ReadableSpan[] => spanExporter.getFinishedSpans()
  return { meterProvider, tracerProvider, read, spans }
}

/** Time of a span in milliseconds. */
export const milliseconds = ([seconds, nanoseconds]: readonly [number, number]): number =>
  seconds * 1_000 + nanoseconds / 1_000_000
