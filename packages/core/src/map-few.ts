/**
 * Does the work with all items, so many of them at a time, and gives what came of it in their order. With
 * all at once, everybody else who asks the store or the engine would wait behind the whole of it.
 *
 * @param most a whole number from 1 on
 * @throws what the first work that failed threw; no further one is begun
 */
export async function mapFew<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  let failed = false
  async function worker(): Promise<void> {
    while (next < items.length && !failed) {
      const index = next++
      try {
        results[index] = await work(items[index]!)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
  return results
}
