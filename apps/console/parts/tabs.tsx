/** Tabs whose choice is in the address: buttons, with the chosen one pressed. */
import { useAddress } from './address.ts';

interface TabsProps {
  readonly label: string;
  /** The name in the address. */
  readonly name: string;
  readonly now: string;
  /** Value, text, and a count if it has one. */
  readonly tabs: readonly (readonly [value: string, text: string, count: number | undefined])[];
}

export function Tabs({ label, name, now, tabs }: TabsProps) {
  const { set } = useAddress();
  return (
    <div className="tabs" role="group" aria-label={label}>
      {tabs.map(([value, text, count]) => (
        <button type="button" key={value} aria-pressed={value === now} onClick={() => set({ [name]: value })}>
          {text}
          {count !== undefined && <span className="quiet">{count}</span>}
        </button>
      ))}
    </div>
  );
}
