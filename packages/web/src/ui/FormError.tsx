/** What went wrong with a command or a question, said where it was asked; nothing while all is well. */
export function FormError({
  error,
  inline,
}: {
  error: { message: string } | null | undefined
  /** In a line of text, not a paragraph of its own. */
  inline?: boolean
}) {
  if (!error) return null
  const Tag = inline ? 'span' : 'p'
  return (
    <Tag className="form-error" role="alert">
      {error.message}
    </Tag>
  )
}
