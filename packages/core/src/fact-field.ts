/** What a field of a fact holds. `key` and `text` are words; `money` is decimal(18,4). */
export type FieldType = 'key' | 'text' | 'day' | 'moment' | 'money' | 'number' | 'score'

export interface FactField {
  type: FieldType
  /** A row without it is rejected. */
  required?: true
  meaning: string
  /** Header words that mean this field in companies' exports; the mapping is guessed by them. */
  guesses: readonly string[]
}

export interface FactKind {
  meaning: string
  /** The field by which a later row replaces an earlier one (master data); events have none. */
  replacesBy?: string
  /** The moment or day that dates the fact; derived column `day` is cut from it. */
  datedBy?: string
  fields: Readonly<Record<string, FactField>>
}
