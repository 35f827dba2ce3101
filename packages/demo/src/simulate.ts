import { AddOns } from './add-ons.ts'
import { MONTHS, WINDOW, isoDate } from './calendar.ts'
import { drawChurn } from './churn.ts'
import { Contract } from './contract.ts'
import { bookAcquisition, bookQuarter, recordUsage } from './costs.ts'
import type { Customer } from './customer.ts'
import { ServiceDesk } from './service.ts'
import type { Sink } from './sink.ts'
import { PORTAL_DAY } from './story.ts'
import { SurveyDesk } from './surveys.ts'

function writeMasterData(customer: Customer, leftOn: number | null, sink: Sink): void {
  const { account } = customer
  if (account !== null && customer.opensAccount) {
    const name = `Account ${account.id.slice(1)}`
    sink.push('accounts', [
      account.id,
      name,
      account.kind,
      account.region.name,
      account.partnerTier,
    ])
  }
  const arm = leftOn === null || leftOn > PORTAL_DAY ? customer.arm : ''
  sink.truth.countPilot(arm)
  sink.push('customers', [
    customer.id,
    `Customer ${customer.id.slice(1)}`,
    account?.id ?? '',
    isoDate(customer.sinceDay),
    customer.segment.name,
    customer.region.name,
    customer.segment.productLine,
    customer.acquisitionChannel,
    arm,
    `${customer.id.toLowerCase()}@customers.northline.example`,
    customer.language,
  ])
}

/** Lives one customer's three years, month by month, and writes all of their rows. */
export function simulateCustomer(customer: Customer, sink: Sink): void {
  const contract = new Contract(customer, sink)
  const surveys = new SurveyDesk(customer, sink)
  const addOns = new AddOns(customer, sink, surveys)
  const service = new ServiceDesk(customer, sink, surveys)
  const firstDay = Math.max(WINDOW.startDay, customer.sinceDay)
  let leftOn: number | null = null
  bookAcquisition(customer, sink)

  for (const month of MONTHS) {
    if (month.end <= firstDay) continue
    const from = Math.max(month.start, firstDay)
    contract.applyTariffs(month)
    bookQuarter(customer, contract, month, sink)
    const churn = drawChurn(customer, contract, from, month.end)
    const until = churn?.day ?? month.end
    contract.change(from, until)
    contract.bill(month, from, until)
    addOns.placeUntil(until)
    service.serve(from, until)
    surveys.sampleRelationship(from, until)
    if (churn !== null) {
      leftOn = churn.day
      sink.truth.addChurn(customer, churn.day, churn.reason)
      break
    }
    recordUsage(customer, month, sink)
  }
  contract.finish(leftOn)
  writeMasterData(customer, leftOn, sink)
  sink.truth.addCustomer(customer, leftOn)
}
