/** Northline Telecom: a made-up company with three years of exports and a known truth. */
export { demoUnits, type DemoUnit } from './company.ts'
export { DEFAULT_SEED, generateDemo, type DemoOptions } from './generate.ts'
export { DEMO_HEADERS, type DemoBatch, type DemoFile, type DemoRow } from './rows.ts'
export type { DemoTruth } from './truth.ts'
export { writeDemo, type WrittenDemo } from './write-demo.ts'
export { demoMapping } from './demo-mapping.ts'
