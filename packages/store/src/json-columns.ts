/** Reads the JSON columns of a row. */
export function decodeColumns<Row extends object, J extends object>(
  row: Row,
  columns: readonly (keyof J & keyof Row)[],
): Omit<Row, keyof J> & J {
  const decoded = { ...row } as Record<PropertyKey, unknown>
  for (const column of columns) decoded[column] = JSON.parse(String(row[column])) as unknown
  return decoded as Omit<Row, keyof J> & J
}

/** Writes the JSON columns of a row as text. */
export function encodeColumns<Row extends object, K extends keyof Row>(
  row: Row,
  columns: readonly K[],
): Omit<Row, K> & Record<K, string> {
  const encoded = { ...row } as Record<PropertyKey, unknown>
  for (const column of columns) encoded[column] = JSON.stringify(row[column])
  return encoded as Omit<Row, K> & Record<K, string>
}
