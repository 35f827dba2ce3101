const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

/** A count at the beginning of a sentence: a word up to ten, digits above. */
export function writeCount(count: number): string {
  return words[count] ?? String(count)
}
