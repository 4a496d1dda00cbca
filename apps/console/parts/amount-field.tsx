/** A field for an amount in euros. */
import { euros } from '#libs/kernel/euros.ts';
import { centsTyped } from './amount-text.ts';
import { Field } from './fields.tsx';

interface AmountFieldProps {
  readonly label: string;
  /** The text as typed. */
  readonly value: string;
  readonly set: (text: string) => void;
}

/** Shows below how the amount is read, so that a wrong point or comma is noticed. */
export function AmountField({ label, value, set }: AmountFieldProps) {
  const cents = centsTyped(value);
  return (
    <>
      <Field label={label}>
        {(id) => (
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            value={value}
            aria-invalid={value !== '' && cents === undefined}
            onChange={({ target }) => set(target.value)}
          />
        )}
      </Field>
      <p className="quiet">
        {cents !== undefined ? euros(BigInt(cents)) : value === '' ? 'En euros : 1 234,56' : 'Ce n’est pas un montant.'}
      </p>
    </>
  );
}
