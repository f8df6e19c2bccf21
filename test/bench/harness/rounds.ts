/** Runs contenders in turn, A B C A B C …, and gives what each has read, by round. */
export const inTurn = async <Contender extends string, Result>(
  contenders: readonly Contender[],
  rounds: number,
  run: (contender: Contender) => Promise<Result>,
): Promise<Map<Contender, Result[]>> => {
  const results = new Map<Contender, Result[]>(contenders.map((contender) => [contender, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) results.get(contender)?.push(await run(contender))
  }
  return results
}
