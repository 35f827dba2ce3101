import type { ExcludedDriver } from '../regression/usable-drivers.ts'
import type { PairwiseSums } from './driver-rows.ts'

/**
 * Keeps the variables whose every pair has enough common rows. First those known too rarely together
 * with the outcome go, then, one by one, whoever has the most thin pairs among the rest.
 *
 * @param target position of the outcome, which always stays
 */
export function choosePairs(
  sums: PairwiseSums,
  target: number,
  minimumPairs: number,
): { kept: number[]; excluded: ExcludedDriver[] } {
  const size = sums.names.length
  const isThin = (a: number, b: number) => sums.n[a * size + b]! < minimumPairs
  const excluded: ExcludedDriver[] = []
  const leaveOut = (at: number, partner: number) =>
    excluded.push(describe(sums, at, partner, minimumPairs))
  let kept = sums.names.map((_, at) => at)
  kept = kept.filter((at) => {
    if (at === target || !isThin(at, target)) return true
    leaveOut(at, target)
    return false
  })
  for (;;) {
    const thin = kept.map((a) => kept.filter((b) => b !== a && isThin(a, b)))
    const most = Math.max(0, ...thin.map((partners) => partners.length))
    if (most === 0) return { kept, excluded }
    // Of equals the one known in fewer rows goes, then the later one.
    let worst = -1
    thin.forEach((partners, i) => {
      if (partners.length !== most) return
      if (worst < 0 || sums.n[kept[i]! * (size + 1)]! <= sums.n[kept[worst]! * (size + 1)]!)
        worst = i
    })
    leaveOut(kept[worst]!, thin[worst]![0]!)
    kept = kept.filter((_, i) => i !== worst)
  }
}

function describe(
  { names, n }: PairwiseSums,
  at: number,
  partner: number,
  minimumPairs: number,
): ExcludedDriver {
  const [name, other] = [names[at]!, names[partner]!]
  const rows = Math.floor(n[at * names.length + partner]!)
  const words = `“${name}” and “${other}” are known together in ${rows} rows; ${minimumPairs} are needed.`
  return { name, code: 'too-few-pairs', words }
}
