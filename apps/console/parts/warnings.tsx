/** What is unusual about a proposal, for the person who decides on it. */

export function Warnings({ all }: { readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <ul className="notice fault">
      {all.map((warning) => (
        <li key={warning}>{warning}</li>
      ))}
    </ul>
  );
}
