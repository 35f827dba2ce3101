import type { KeptExperiment, Grade } from '../experiment/contract.ts'
import type { ExperimentEffect } from './contract.ts'

interface Known {
  sampleRatio: ExperimentEffect['sampleRatio']
  preTrend: ExperimentEffect['preTrend']
}

/** How strong the evidence is, and why. */
export function gradeEffect(
  { design }: Pick<KeptExperiment, 'design'>,
  { sampleRatio, preTrend }: Known,
): { grade: Grade; reason: string } {
  switch (design) {
    case 'randomised':
      return sampleRatio?.isMismatch === true
        ? {
            grade: 'D',
            reason: 'The arms do not have their planned sizes: assignment or logging is broken.',
          }
        : { grade: 'A', reason: 'Assigned at random.' }
    case 'difference':
      return preTrend?.holds === true
        ? { grade: 'B', reason: preTrend.why }
        : { grade: 'C', reason: preTrend?.why ?? 'Nothing is known of the time before.' }
    case 'before-after':
      return { grade: 'C', reason: 'Before and after, with nobody to compare with.' }
    case 'asserted':
      return { grade: 'D', reason: 'Asserted; nothing was measured.' }
  }
}

/** What a reader must know before believing the number. */
export function listProblems(
  experiment: KeptExperiment,
  found: Pick<ExperimentEffect, 'sampleRatio' | 'state' | 'preTrend'> & { balanceIsReal: boolean },
): string[] {
  const { registeredOn, assignment, design, stopped, measured, smallest } = experiment
  const problems: string[] = []
  if (found.sampleRatio?.isMismatch === true)
    problems.push('The arms do not have their planned sizes. Find out why before you read on.')
  if (found.balanceIsReal)
    problems.push('The arms differed before anything was done; CUPED takes off what it can.')
  if (found.preTrend?.holds === false) problems.push(found.preTrend.why)
  if (design !== 'asserted' && registeredOn > assignment.from)
    problems.push('Written down after it began, so the choice of metric may know the outcome.')
  if (stopped !== null && stopped.on < measured.to)
    problems.push(`Broken off on ${stopped.on}; the interval allows for having looked.`)
  if (found.state === 'running')
    problems.push('Still running; the interval allows for looking every day.')
  if (design === 'randomised' && smallest === null)
    problems.push('No smallest effect worth finding was named, so “noise” says little.')
  return problems
}
