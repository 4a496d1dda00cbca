/** A value of the regulation on a screen. */
import { type ParameterText, parameterText } from '#libs/words/labels/parameter-text.ts';

export function ParameterValue({ value }: { readonly value: unknown }) {
  return <Text text={parameterText(value)} />;
}

function Text({ text }: { readonly text: ParameterText }) {
  if (typeof text === 'string') return text;
  return (
    <ul className="parameter-parts">
      {text.map((part) => (
        <li key={part.name}>
          <span className="quiet">{part.name} :</span> <Text text={part.text} />
        </li>
      ))}
    </ul>
  );
}
