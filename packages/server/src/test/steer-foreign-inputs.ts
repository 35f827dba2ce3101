/**
 * A valid input for every operation of steering that names a record, with a record of another
 * workspace in it: the test of every operation holds that it is not known there.
 */
export const steerForeignInputs: Record<string, () => Record<string, unknown>> = {
  'kpis.save': () => ({
    id: 'theirs',
    name: 'Ours',
    binding: { kind: 'metric', metric: 'nps' },
    accountable: ['Head of Care'],
    libraryId: null,
    unitId: null,
    expected: 1,
  }),
  'kpis.remove': () => ({ id: 'theirs' }),
  'kpis.enter-value': () => ({
    kpiId: 'theirs',
    value: 1,
    day: '2026-01-01',
    reason: 'report',
    expires: '2027-01-01',
  }),
  'targets.one': () => ({ id: 'theirs' }),
  'targets.save': () => ({
    id: 'theirs',
    kpiId: 'theirs',
    unitId: null,
    name: 'Ours',
    goal: 40,
    direction: 'up',
    deadline: '2030-01-01',
    accountable: ['Head of Care'],
    expected: 1,
  }),
  'targets.remove': () => ({ id: 'theirs' }),
}
