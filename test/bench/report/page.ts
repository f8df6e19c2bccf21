import type { Finding } from '../targets.js'
import { tableOfFindings } from './findings.js'
import { markdownOf, markdownTable } from './markdown.js'
import type { Machine } from './machine.js'
import { digits, whole, type SuiteReport } from './report.js'

/** All that a run has found out. */
export interface Run {
  readonly machine: Machine
  readonly rounds: number
  /** What each suite has measured, by its name. */
  readonly suites: Readonly<Record<string, SuiteReport>>
  readonly findings: readonly Finding[]
}

/** All figures of a run. */
export const figuresOf = (suites: Run['suites']): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.values(suites).flatMap(({ figures }) => Object.entries(figures)))

/** What is to be said on a suite beyond what it measures, by its name. */
const remarks: Readonly<Record<string, string>> = {
  throughput: `### Why a filter for each item is slow

The last contender is what RxJS tutorials teach: one stream of all messages, and for each item a \`filter\` by its
number and a \`scan\` of its fields. Every frame then runs through the pipelines of all items, and every message
through all of their filters, and all but one throw it away. With 100 items that costs a multiple of reading and
parsing, and it grows with their number: it is what limits such a client long before the network does. This library
looks a stream up by its number, once for each message, whatever the number of items, and all subscribers of an item
share what was made of it. What 100,000 open items cost beyond 100 is not the looking up: each update changes what is
kept of another item, which lies in memory that the processor has not seen for a long time. An item opened with
\`cache: false\` keeps nothing, and costs less than half of that more.

An image costs more than an event because it is a new object for each update, so that what an application holds
never changes under its hands. Where a screen is all that is fed, \`conflate\` before \`toImage\` makes few images out
of many updates.`,
  opening: `### Where the rest goes

The floor keeps nothing of what it opens. One that stores the fields of each image pays for that by itself, as its line
says: what stays in memory is copied twice by the garbage collector. The same holds for what this library keeps of an
item so that it can be shared, recovered and left. One \`items(names)\` costs less than an \`item(name)\` for each, and
the longest block of a first opening is the application's own walk through its names. Afterwards requests go out and
come back in batches, and pings are answered in between.`,
  compression: `### What to choose

Compression is off unless an application switches it on. It saves most of the bytes and costs a multiple of
everything else together, most of all where each frame holds one message: every frame is a trip to the threads of the
compressor and back. It pays on a thin line with few updates, and nowhere else.

Package \`ws\` checks that each text is valid UTF-8, as the standard demands, and as browsers do: if it is not, it closes
the connection with code 1007. This library tells it not to, in Node. Some sources deliver ill-encoded texts, and a
replacement character in the middle of a value does less harm than the loss of everything else.`,
}

const answer = (figures: Readonly<Record<string, number>>): string => {
  const costs = figures['throughput.price-15-one.floor.cpu']
  const times = (contender: string): string =>
    digits(figures[`throughput.price-15-one.${contender}`] ?? NaN, 2)
  return costs === undefined
    ? ''
    : `On the machine below, a bare client spends ${digits(costs, 1)} µs of CPU on an update of 15 fields: it reads the ` +
        `frame, calls \`JSON.parse\`, and counts. **This library delivers the same update as an event for ` +
        `${times('events')} times that, as a whole immutable image for ${times('image')} times, and as an image four ` +
        `times a second for ${times('conflated')} times.** The way of the RxJS tutorials, a \`filter\` and a \`scan\` ` +
        `for each of 100 items, takes ${times('naive')} times.`
}

const opening = `---
title: What it costs
---

# What it costs

A library between a socket and an application has to be paid for with every message. This page says what the price
of this one is, as a ratio to the least that any client can do on the same frames in the same run. \`npm run bench\`
writes it.`

const howMeasured = (rounds: number): string => `## How it is measured

- **The floor.** Floor A is package \`ws\`, \`JSON.parse\`, a look at the type of each message, and a count. It keeps
  nothing and recovers nothing. Floor B is the same through \`rxjs-websockets\`, which this library builds on.
- **The feed.** A generator, which is a process of its own, makes its frames before it sends them and writes them as
  bytes, so that no contender waits for it. What it sends is a level-1 feed of prices, sizes, times and short texts, or
  order books.
- **The contenders.** Each is a process of its own, runs the library as it is published, and is set up as an
  application would set it up, with nothing switched off.
- **The rounds.** Contenders take turns, A B C A B C … and so on for ${whole(rounds)} rounds, and a ratio is that of two runs of the
  same round, so that whatever slows the machine down for a while counts for neither. A ratio is the median over the
  rounds, and its spread the smallest and the largest.

Ratios hold on other machines, within their spread. Times are those of this machine, and bytes those of this
version of Node.

\`\`\`sh
npm run bench                                # all of it: takes half an hour, and writes this page
npm run bench -- --only throughput,latency   # some suites, and writes nothing
npm run bench -- --rounds 3                  # fewer rounds
npm run bench -- --quick                     # about a minute; fails when a target is missed by half of it or more
\`\`\`

The same figures for machines are in [performance.json](performance.json).`

const machineTable = ({ date, cpu, cores, system, node, versions }: Machine): string =>
  markdownTable({
    columns: ['', ''],
    rows: [
      ['date', date],
      ['processor', `${cpu}, ${cores} cores`],
      ['system', `${system}, Node ${node.replace('v', '')}`],
      ...Object.entries(versions).map(([name, version]) => [name, version]),
    ],
  }).replaceAll('--:', '---')

const targetsOf = (findings: readonly Finding[]): string => {
  const missed = findings.filter(({ met }) => !met).length
  const { columns, rows } = tableOfFindings(findings)
  return [
    '## Targets',
    `Ratios are those of CPU time to floor A, unless the line says otherwise. ` +
      (missed === 0 ? 'All are met.' : `${findings.length - missed} of ${findings.length} are met.`),
    markdownTable({ columns, rows }),
  ].join('\n\n')
}

/** The page for readers, as Markdown that is still to be laid out. */
export const pageOf = ({ machine, rounds, suites, findings }: Run): string =>
  [
    opening,
    answer(figuresOf(suites)),
    targetsOf(findings),
    ...Object.entries(suites).map(([name, suite]) => markdownOf(suite, remarks[name])),
    howMeasured(rounds),
    '## Machine',
    machineTable(machine),
  ].join('\n\n')
