/** The page docs/regulation.md: from each sentence of the texts to its place, and from each parameter to its values and sentences. */
import { dayText } from '#libs/kernel/day.ts';
import type { DatedValue, LegalText, Regulation, Scheme } from '#libs/regulation/regulation.ts';
import { SENTENCES, type Sentence } from '#libs/words/texts/regulation-sentences.ts';

const HEAD = `# The texts and the program

Made by \`npm run docs\` from \`libs/words/texts/regulation-sentences.ts\` and the version of the regulation that is shipped. The texts could be read only in part: a sentence is in our words, with how it is known; one that is
not here was not read. References are in French, as they are shown. A value is \`exact\` (read), \`reconstructed\` (known in part, or from others than the text) or \`assumed\` (ours).
`;

export function regulationPage({ version, schemes }: Regulation): string {
  const all = [...schemes.values()];
  return [
    HEAD,
    `## From the texts\n`,
    ...all.flatMap((scheme) => [`### ${scheme.name}\n`, ...scheme.texts.map(textSection)]),
    '### Cited without their text\n',
    `${table(SENTENCE_HEADER, SENTENCES.filter(({ text }) => text === null).map(sentenceRow))}\n`,
    `## From the parameters (version ${version})\n`,
    ...all.map(schemeSection),
  ].join('\n');
}

const SENTENCE_HEADER = ['sentence', 'known by', 'held by'];

function textSection({ id, from, until, reference, untilReference }: LegalText): string {
  const end = until === undefined ? '' : `, until ${dayText(until)} (${untilReference ?? ''})`;
  const rows = SENTENCES.filter(({ text }) => text === id).map(sentenceRow);
  const body = rows.length === 0 ? 'No sentence of it was read.' : table(SENTENCE_HEADER, rows);
  return `#### ${id}\n\n${reference}, from ${dayText(from)}${end}.\n\n${body}\n`;
}

function sentenceRow({ says, knownBy, held }: Sentence): readonly string[] {
  if ('why' in held) return [says, knownBy, `not held: ${held.why}`];
  const { parameters, rule } = held;
  const named = parameters.map((name) => `\`${name}\``);
  return [says, knownBy, [...named, `[${rule}](../${rule})`].join(', ')];
}

function schemeSection({ name, parameters, texts }: Scheme): string {
  const ids = new Set(texts.map(({ id }) => id));
  const rows = [...parameters].map(([parameter, values]) => {
    const sentences = SENTENCES.filter(
      ({ text, held }) => text !== null && ids.has(text) && 'parameters' in held && held.parameters.includes(parameter),
    );
    const said = sentences.length === 0 ? 'none read' : sentences.map(({ says }) => says).join(' ');
    return [`\`${parameter}\``, said, values.map(valueText).join('<br>')];
  });
  return `### ${name}\n\n${table(['parameter', 'sentence', 'values'], rows)}\n`;
}

const LONGEST_VALUE = 60;

function valueText({ from, written, status, reference }: DatedValue): string {
  const value = JSON.stringify(written);
  const shown = value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE - 1)}…`;
  return `${dayText(from)}: \`${shown}\`, ${status}: ${reference}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
