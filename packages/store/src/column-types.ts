/** JSON kept as text, so that both databases store the same bytes. */
export type JsonText = string
/** A moment as ISO 8601 text in UTC with milliseconds; sorts as it reads. */
export type Moment = string
