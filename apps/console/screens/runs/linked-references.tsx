/** Words in which each reference of a payment leads to the payment. */
import { paymentAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';

const REFERENCE = /(DCPT[0-9A-F]{24})/;

export function LinkedReferences({ text }: { readonly text: string }) {
  // Split at what is in parentheses: the parts at odd places are references.
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
