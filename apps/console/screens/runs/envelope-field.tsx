/** A choice among the envelopes. */
import { useQuery } from '@tanstack/react-query';
import { SelectField } from '../../parts/fields.tsx';
import { envelopesQuery } from './queries.ts';

interface EnvelopeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (envelope: string) => void;
  /** Words of the empty choice. */
  readonly none?: string;
}

export function EnvelopeField(props: EnvelopeFieldProps) {
  const envelopes = useQuery(envelopesQuery());
  const options = (envelopes.data ?? []).map(({ envelope }) => [envelope, envelope] as const);
  return <SelectField {...props} options={options} />;
}
