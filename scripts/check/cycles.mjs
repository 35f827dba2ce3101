/**
 * Circles in a graph, each reported once, as the nodes in order starting with the first by name.
 * @param {Map<string, string[]>} graph  node to the nodes it points at
 * @returns {string[][]}
 */
export function findCycles(graph) {
  const found = new Map()
  const done = new Set()
  const path = []
  const visit = (node) => {
    const position = path.indexOf(node)
    if (position >= 0) {
      const cycle = fromFirst(path.slice(position))
      found.set(cycle.join(' '), cycle)
      return
    }
    if (done.has(node)) return
    path.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    path.pop()
    done.add(node)
  }
  for (const node of [...graph.keys()].sort()) visit(node)
  return [...found.values()]
}

function fromFirst(cycle) {
  const first = cycle.indexOf([...cycle].sort()[0])
  return [...cycle.slice(first), ...cycle.slice(0, first)]
}
