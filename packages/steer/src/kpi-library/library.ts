import type { LibraryKpi } from './library-kpi.ts'
import { bundlesKpis } from './bundles-kpis.ts'
import { contactsKpis } from './contacts-kpis.ts'
import { deliveryKpis } from './delivery-kpis.ts'
import { learningKpis } from './learning-kpis.ts'
import { listeningKpis } from './listening-kpis.ts'
import { recommendationKpis } from './recommendation-kpis.ts'
import { retentionKpis } from './retention-kpis.ts'
import { revenueKpis } from './revenue-kpis.ts'
import { satisfactionKpis } from './satisfaction-kpis.ts'
import { serviceKpis } from './service-kpis.ts'
import { steeringKpis } from './steering-kpis.ts'
import { usageKpis } from './usage-kpis.ts'
import { valueKpis } from './value-kpis.ts'

/** The library of KPIs, by subject. Adopting an entry copies its binding; the entry stays a suggestion. */
export const kpiLibrary: readonly LibraryKpi[] = [
  ...recommendationKpis,
  ...satisfactionKpis,
  ...listeningKpis,
  ...retentionKpis,
  ...revenueKpis,
  ...bundlesKpis,
  ...valueKpis,
  ...contactsKpis,
  ...serviceKpis,
  ...deliveryKpis,
  ...usageKpis,
  ...learningKpis,
  ...steeringKpis,
]
