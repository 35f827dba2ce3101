import type { Engine } from '@fealty/engine'

/**
 * Stands for whichever engine is in use when it is asked. A call takes its engine with `askedBy` and
 * keeps it to its end, so one answer is never put together from two engines.
 */
export class CurrentEngine implements Engine {
  constructor(private readonly current: () => Engine) {}

  get dialect() {
    return this.current().dialect
  }
  get tableSuffix() {
    return this.current().tableSuffix
  }
  get local() {
    return this.current().local
  }
  get outside() {
    return this.current().outside
  }
  get mirror() {
    return this.current().mirror
  }
  get publish() {
    return this.current().publish
  }
  get leave() {
    return this.current().leave
  }
  query: Engine['query'] = (...given) => this.current().query(...given)
  queryNumbers: Engine['queryNumbers'] = (...given) => this.current().queryNumbers(...given)
  writeTable: Engine['writeTable'] = (...given) => this.current().writeTable(...given)
  dropTable: Engine['dropTable'] = (...given) => this.current().dropTable(...given)
  tidy: Engine['tidy'] = (...given) => this.current().tidy(...given)
  askedBy: Engine['askedBy'] = (operation) => this.current().askedBy(operation)
  reach: Engine['reach'] = () => this.current().reach()
  describe: Engine['describe'] = () => this.current().describe()
  close: Engine['close'] = () => this.current().close()
}
