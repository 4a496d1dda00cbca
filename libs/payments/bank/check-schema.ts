/** Checks a payment file against the schema that banks check it with, in one pass over its text. */
import { SaxesParser } from 'saxes';
import { type Checked, right, wrong } from './checked.ts';
import { type FilePlace, type SchemaFault, unreadable } from './refusals.ts';
import { type ElementRule, PAIN_001, PAYMENT_FILE, type TextType } from './schema.ts';

/** An open element, and the position reached in the rules of its children. */
interface Open {
  readonly name: string;
  /** Its number among the elements of the same name. */
  readonly number: number;
  readonly line: number;
  /** Undefined for an element that the schema does not allow there; its content is not checked. */
  readonly rule: ElementRule | undefined;
  text: string;
  /** The index of the child rule that was reached, and the number of its children so far. */
  reached: number;
  count: number;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** More faults would add no information. */
const FAULTS_MAX = 20;
const SHOWN_MAX = 40;

/** The text itself, or its faults, at most 20. Throws XML_DOCTYPE, XML_MALFORMED. */
export function checkSchema(xml: string): Checked<string, SchemaFault> {
  const faults: SchemaFault[] = [];
  const open: Open[] = [];
  const parser = new SaxesParser({ xmlns: true });
  const add = (fault: SchemaFault): void => {
    if (faults.length < FAULTS_MAX) faults.push(fault);
  };
  parser.on('doctype', () => {
    throw unreadable('XML_DOCTYPE', {});
  });
  parser.on('error', () => {
    throw unreadable('XML_MALFORMED', { line: parser.line, column: parser.column });
  });
  parser.on('opentag', ({ local: name, uri, attributes }) => {
    const parent = open.at(-1);
    const found = uri === PAIN_001 ? name : `{${uri}}${name}`;
    const rule = parent === undefined ? rootRule(found) : childRule(parent, found, placeOf(open), add);
    if (parent === undefined && rule === undefined)
      add({ code: 'SCHEMA_ELEMENT', data: { at: { line: parser.line }, found, expected: [PAYMENT_FILE.name] } });
    open.push({ name, number: parent?.count ?? 1, line: parser.line, rule, text: '', reached: 0, count: 0 });
    if (rule !== undefined)
      checkAttributes(rule, Object.values(attributes), (attribute, text) => {
        add({ code: 'SCHEMA_VALUE', data: { at: placeOf(open)(), text, type: attribute } });
      });
  });
  const take = (more: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += more;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    const current = open.at(-1);
    if (current?.rule !== undefined) checkInside(current, current.rule, placeOf(open), add);
    open.pop();
  });
  parser.write(xml).close();
  return faults.length > 0 ? wrong(...faults) : right(xml);
}

type Add = (fault: SchemaFault) => void;

function rootRule(name: string): ElementRule | undefined {
  return name === PAYMENT_FILE.name ? PAYMENT_FILE : undefined;
}

/** The rule of a child, after the children that came before it. Moves on in the rules of the parent. */
function childRule(parent: Open, name: string, at: () => FilePlace, add: Add): ElementRule | undefined {
  const { rule } = parent;
  if (rule === undefined) return undefined;
  const rules = isText(rule.inside) ? [] : rule.inside;
  const index = rules.findIndex((one, i) => i >= parent.reached && one.name === name);
  const found = rules[index];
  const again = index === parent.reached && parent.count > 0;
  if (found === undefined || (again && parent.count >= found.max)) {
    const expected = rules.slice(parent.count > 0 ? parent.reached + 1 : parent.reached).map((one) => one.name);
    add({ code: 'SCHEMA_ELEMENT', data: { at: at(), found: name, expected } });
    return undefined;
  }
  for (const missing of missed(rules, parent, index))
    add({ code: 'SCHEMA_MISSING', data: { at: at(), element: missing } });
  parent.count = again ? parent.count + 1 : 1;
  parent.reached = index;
  return found;
}

/** The required elements between the reached rule and another one. */
function missed(rules: readonly ElementRule[], { reached, count }: Open, until: number): readonly string[] {
  return rules
    .slice(count > 0 ? reached + 1 : reached, until)
    .filter(({ required }) => required)
    .map(({ name }) => name);
}

function checkInside(current: Open, { inside }: ElementRule, at: () => FilePlace, add: Add): void {
  const { text } = current;
  const shown = text.trim().slice(0, SHOWN_MAX);
  if (isText(inside)) {
    if (!inside.accepts(text)) add({ code: 'SCHEMA_VALUE', data: { at: at(), text: shown, type: inside.name } });
    return;
  }
  if (shown !== '') add({ code: 'SCHEMA_VALUE', data: { at: at(), text: shown, type: 'elements' } });
  for (const element of missed(inside, current, inside.length))
    add({ code: 'SCHEMA_MISSING', data: { at: at(), element } });
}

function checkAttributes(
  { attributes: wanted }: ElementRule,
  given: readonly { readonly local: string; readonly uri: string; readonly value: string }[],
  fault: (attribute: string, text: string) => void,
): void {
  const own = given.filter(({ uri }) => uri !== XMLNS);
  for (const { local, uri, value } of own)
    if (uri !== '' || wanted[local]?.accepts(value) !== true) fault(`@${local}`, value.slice(0, SHOWN_MAX));
  for (const name of Object.keys(wanted)) if (!own.some(({ local }) => local === name)) fault(`@${name}`, '');
}

function isText(inside: ElementRule['inside']): inside is TextType {
  return 'accepts' in inside;
}

/** The place of the innermost open element, computed only for a fault. */
function placeOf(open: readonly Open[]): () => FilePlace {
  return () => {
    const names = open.slice(1).map(({ name, number }) => (number > 1 ? `${name}[${number}]` : name));
    return { line: open.at(-1)?.line ?? 1, path: names.length === 0 ? (open[0]?.name ?? '') : names.join('/') };
  };
}
