const experiment = {
  name: 'Theirs',
  design: 'randomised',
  arms: [
    { name: 'control', share: 0.5 },
    { name: 'treated', share: 0.5 },
  ],
  metric: 'nps',
  assignment: { from: '2026-01-01', to: '2026-12-31' },
  measured: { from: '2026-01-01', to: '2026-12-31' },
}
const theirs = { experimentId: 'theirs' }

/** Inputs of the room `prove` that name a record which this workspace does not have. */
export const proveForeignInputs: Record<string, () => Record<string, unknown>> = {
  'experiments.one': () => theirs,
  'experiments.save': () => ({ ...experiment, id: 'theirs' }),
  'experiments.stop': () => ({ ...theirs, on: '2026-02-01', reason: 'no longer needed' }),
  'experiments.enrol': () => ({ ...theirs, units: [{ id: 'ours', arm: 'control' }] }),
  'experiments.assignments': () => theirs,
}
