import type { Engine } from '@fealty/engine'

/** The services with an engine that counts what it is asked, by whichever operation. */
export function countQuestions<S extends { engine: Engine }>(
  services: S,
): { services: S; asked: () => number } {
  let asked = 0
  const wrap = (inner: Engine): Engine => ({
    ...inner,
    query: (...given) => ((asked += 1), inner.query(...given)),
    queryNumbers: (...given) => ((asked += 1), inner.queryNumbers(...given)),
    writeTable: (...given) => ((asked += 1), inner.writeTable(...given)),
    askedBy: (operation) => wrap(inner.askedBy(operation)),
  })
  return {
    services: { ...services, engine: wrap(services.engine.askedBy('test')) },
    asked: () => asked,
  }
}
