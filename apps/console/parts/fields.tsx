/** Fields of filters and dialogs: each with its label above. */
import { type ReactNode, useEffect, useId, useState } from 'react';
import { thisYear } from './french-days.ts';
import { periodInFrench } from './words.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

interface SelectFieldProps extends FieldProps {
  /** Value and words. */
  readonly options: readonly (readonly [value: string, text: string])[];
  /** The text of the empty choice; without it there is no empty choice. */
  readonly none?: string;
}

export function SelectField({ label, value, set, options, none }: SelectFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} value={value} onChange={(event) => set(event.target.value)}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map(([of, text]) => (
            <option key={of} value={of}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function DayField({ label, value, set }: FieldProps) {
  return (
    <Field label={label}>
      {(id) => <input id={id} type="date" value={value} onChange={(event) => set(event.target.value)} />}
    </Field>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'search';
  readonly placeholder?: string;
}

export function TextField({ label, value, set, type = 'text', placeholder }: TextFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type={type}
          value={value}
          placeholder={placeholder}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field>
  );
}

const PAUSE_MS = 250;

/** A text to search by: set after a pause in typing. */
export function SearchField({ label, value, set, placeholder }: FieldProps & { readonly placeholder?: string }) {
  const [typed, setTyped] = useTyped(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => set(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, set]);
  return <TextField type="search" label={label} value={typed} set={setTyped} placeholder={placeholder} />;
}

/** The typed text until it is submitted; follows the value when a link or going back changes it. */
export function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    setTyped(value);
  }
  return [typed, setTyped] as const;
}

const FIRST_YEAR = 2019;

/** The quarters from the first year of the experiments to the present one, the latest first. */
export function quartersUntil(year: number): readonly string[] {
  const years = Array.from({ length: year - FIRST_YEAR + 1 }, (_, i) => year - i);
  return years.flatMap((of) => [4, 3, 2, 1].map((quarter) => `${of}-Q${quarter}`));
}

export function QuarterField({ none, ...field }: FieldProps & { readonly none?: string }) {
  const quarters = quartersUntil(thisYear());
  return <SelectField {...field} none={none} options={quarters.map((of) => [of, periodInFrench(of)])} />;
}

interface LabelledProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

export function Field({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </p>
  );
}
