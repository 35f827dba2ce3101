/** From which expression over its columns each field of the facts comes. */
export function MappingList({ mapping }: { mapping: Readonly<Record<string, string>> }) {
  return (
    <dl className="facts">
      {Object.entries(mapping).map(([field, expression]) => (
        <div className="fact" key={field}>
          <dt>{field}</dt>
          <dd>
            <code>{expression}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}
