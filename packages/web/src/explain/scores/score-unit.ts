/** NPS is written in points, the others as a share. */
export function unitOfScore(score: 'nps' | 'csat' | 'ces'): 'points' | 'share' {
  return score === 'nps' ? 'points' : 'share'
}
