/** The recorded content of an event: name by name, with nested values below. */

export function EventContent({ value }: { readonly value: unknown }) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">rien</span>;
    return (
      <ol className="content">
        {value.map((one: unknown, i) => (
          <li key={i}>
            <EventContent value={one} />
          </li>
        ))}
      </ol>
    );
  }
  if (typeof value === 'object' && value !== null)
    return (
      <dl className="content">
        {Object.entries(value as Readonly<Record<string, unknown>>).map(([name, one]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <EventContent value={one} />
            </dd>
          </div>
        ))}
      </dl>
    );
  if (value === null) return <span className="quiet">rien</span>;
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>;
}
