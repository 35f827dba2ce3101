import { allocationFiller } from './allocation.ts'
import { benchmarksFiller } from './benchmarks.ts'
import { casesFiller } from './cases.ts'
import { experimentsFiller } from './experiments.ts'
import type { Filler } from './filler.ts'
import { invitationsFiller } from './invitations.ts'
import { reviewsFiller } from './reviews.ts'
import { situationFiller } from './situation.ts'
import { steeringFiller } from './steering.ts'
import { surveysFiller } from './surveys.ts'
import { themesFiller } from './themes.ts'
import { unitsFiller } from './units.ts'
import { initiativesFiller } from './initiatives.ts'

/** In the order in which one needs the other. */
export const fillers: readonly Filler[] = [
  unitsFiller,
  surveysFiller,
  themesFiller,
  benchmarksFiller,
  // Before there are rules: answers of the summer open no cases that would be late by now.
  invitationsFiller,
  casesFiller,
  steeringFiller,
  situationFiller,
  experimentsFiller,
  initiativesFiller,
  allocationFiller,
  reviewsFiller,
]
