/**
 * How an interval of a survival probability is formed. `log-log` keeps within 0 and 1 by itself and
 * holds its level in the smallest samples; `log` is the default of R's survival; `plain` is symmetric.
 */
export type SurvivalIntervalMethod = 'plain' | 'log' | 'log-log'

/**
 * Bounds of a survival probability S from its standard error s, at critical value z:
 *
 *   plain    S ± z s
 *   log      S exp(± z s / S)
 *   log-log  S^exp(± z s / (S ln S))
 *
 * clipped to [0, 1]. Source: Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
 * Data, 1.4; Borgan and Liestøl (1990), Scandinavian Journal of Statistics 17, 35-41.
 *
 * @param survival in (0, 1]
 */
export function boundSurvival(
  survival: number,
  se: number,
  z: number,
  method: SurvivalIntervalMethod,
): { low: number; high: number } {
  if (se === 0) return { low: survival, high: survival }
  if (method === 'plain')
    return { low: Math.max(0, survival - z * se), high: Math.min(1, survival + z * se) }
  if (method === 'log') {
    const factor = Math.exp((z * se) / survival)
    return { low: survival / factor, high: Math.min(1, survival * factor) }
  }
  if (survival === 1) return { low: 1, high: 1 }
  const hazard = -Math.log(survival)
  const factor = Math.exp((z * se) / (survival * hazard))
  return { low: Math.exp(-hazard * factor), high: Math.exp(-hazard / factor) }
}
