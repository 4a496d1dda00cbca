/**
 * Reads XML that came from outside into a tree: well-formed and with namespaces, of bounded size and depth, without DOCTYPE, so
 * without entities of its own. Names are keys of maps and never of objects, which have names of their own.
 */
import { SaxesParser } from 'saxes';

/** The file cannot be read for what it should be. The reason is in French. */
export class BankFileFault extends Error {}

export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string> | undefined;
  readonly parent: XmlNode | undefined;
  /** Which one it is among those of its name, from 1. */
  readonly number: number;
  readonly line: number;
  /** By namespace and name, those of one name in the order of the file; most elements have none. */
  readonly children: ReadonlyMap<string, readonly XmlNode[]> | undefined;
  /** Its own text, without what its children hold, trimmed. */
  readonly text: string;
}

/** In UTF-16 units. */
export const XML_LENGTH_MAX = 16 * 1024 * 1024;
const DEPTH_MAX = 32;
const ELEMENTS_MAX = 1_000_000;

interface Growing extends XmlNode {
  readonly parent: Growing | undefined;
  children: Map<string, Growing[]> | undefined;
  text: string;
}

function key(namespace: string, name: string): string {
  return `${namespace} ${name}`;
}

/** Puts an element under its parent, numbered. */
function attach(parent: Growing, node: Omit<Growing, 'number'>): Growing {
  parent.children ??= new Map<string, Growing[]>();
  const named = parent.children.get(key(node.namespace, node.name)) ?? [];
  const attached = { ...node, number: named.length + 1 };
  named.push(attached);
  parent.children.set(key(node.namespace, node.name), named);
  return attached;
}

/** The root. Throws BankFileFault. */
export function readXml(text: string): XmlNode {
  if (text.length > XML_LENGTH_MAX) {
    throw new BankFileFault(`Le fichier a ${text.length} caractères ; il en aurait ${XML_LENGTH_MAX} au plus.`);
  }
  const parser = new SaxesParser({ xmlns: true });
  let root: XmlNode | undefined;
  let open: Growing | undefined;
  let depth = 0;
  let elements = 0;
  parser.on('doctype', () => {
    throw new BankFileFault("Le fichier a un DOCTYPE, qu'aucun message ISO 20022 n'a ; retirez-le.");
  });
  parser.on('error', () => {
    throw new BankFileFault(
      `Le XML est mal formé, ligne ${parser.line}, colonne ${parser.column} ; redemandez le fichier tel que la banque l'a émis.`,
    );
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (++depth > DEPTH_MAX) {
      throw new BankFileFault(
        `Ligne ${parser.line} : plus de ${DEPTH_MAX} éléments emboîtés ; un message ISO 20022 en a moins.`,
      );
    }
    if (++elements > ELEMENTS_MAX) {
      throw new BankFileFault(`Le fichier a plus de ${ELEMENTS_MAX} éléments ; demandez à la banque de le partager.`);
    }
    const named = Object.values(attributes);
    const node = {
      name: local,
      namespace: uri,
      attributes: named.length === 0 ? undefined : new Map(named.map(({ name, value }) => [name, value])),
      parent: open,
      line: parser.line,
      children: undefined,
      text: '',
    };
    open = open === undefined ? { ...node, number: 1 } : attach(open, node);
    root ??= open;
  });
  const add = (more: string): void => {
    if (open !== undefined) open.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    if (open !== undefined) open.text = open.text.trim();
    open = open?.parent;
    depth--;
  });
  // A byte order mark is no part of the document; the parser takes it as such only at the start of its own reading.
  parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  if (root === undefined) throw new BankFileFault('Le fichier est vide ; il aurait un élément Document.');
  return root;
}

/** Where an element is, as `ligne 12, CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts[2]`. */
export function place(node: XmlNode): string {
  const names: string[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    names.unshift(at.number > 1 ? `${at.name}[${at.number}]` : at.name);
  }
  return `ligne ${node.line}, ${names.length === 0 ? node.name : names.join('/')}`;
}

/** The children of that name and of the same namespace, in order. */
export function all(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children?.get(key(node.namespace, name)) ?? [];
}

/** The one element at the end of a path such as `Refs/EndToEndId`. Throws BankFileFault where a step of it is there twice. */
export function one(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let at = node;
  for (const name of path.split('/')) {
    if (at === undefined) return undefined;
    const [first, second] = all(at, name);
    if (second !== undefined)
      throw new BankFileFault(`À la ${place(second)} : ${name} est là deux fois ; il n'y en aurait qu'un.`);
    at = first;
  }
  return at;
}

/** The text of that element, undefined where it is not there or empty. */
export function textAt(node: XmlNode | undefined, path: string): string | undefined {
  const text = one(node, path)?.text;
  return text === '' ? undefined : text;
}

/** As `textAt`. Throws BankFileFault where there is none; `wanted` says what would be right. */
export function neededText(node: XmlNode, path: string, wanted: string): string {
  const text = textAt(node, path);
  if (text === undefined) throw new BankFileFault(`À la ${place(node)} : ${path} manque ; il y faudrait ${wanted}.`);
  return text;
}
