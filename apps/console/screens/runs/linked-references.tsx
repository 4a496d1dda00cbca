/** A text in which each reference of a payment links to the payment. */
import { paymentAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';

const REFERENCE = /(DCPT[0-9A-F]{24})/;

export function LinkedReferences({ text }: { readonly text: string }) {
  // Splits at texts in parentheses: the parts with odd indexes are references.
  return text.split(REFERENCE).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <ScreenLink key={part} to={paymentAddress(part)}>
        {part}
      </ScreenLink>
    ),
  );
}
