import { demoUnits } from '@fealty/demo'
import type { Filler } from './filler.ts'

export const unitsFiller: Filler = {
  what: 'Naming divisions, regions and who answers for them',
  async fill(run) {
    for (const unit of demoUnits()) await run('units.save', unit)
  },
}
