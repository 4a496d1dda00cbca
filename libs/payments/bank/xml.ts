/**
 * Reads XML that came from outside into a tree: well-formed and with namespaces, of bounded size and depth, without DOCTYPE, so
 * without entities of its own. Names are keys of maps and never of objects, which have names of their own.
 */
import { SaxesParser } from 'saxes';
import { type Place, unreadable } from './refusals.ts';

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

/** In UTF-16 units: twice the largest files that banks send. */
export const FILE_LENGTH_MAX = 64 * 1024 * 1024;
const DEPTH_MAX = 32;
/** At once: what is handed over is not held any more. */
const ELEMENTS_MAX = 1_000_000;

interface Growing extends XmlNode {
  readonly parent: Growing | undefined;
  children: Map<string, Growing[]> | undefined;
  text: string;
  /** Children handed over, which are not among `children` any more. */
  handed: number;
}

/** Elements of one name that are handed over as each is complete, and not kept, so that a file of any size takes little memory. */
interface Handed {
  readonly name: string;
  readonly take: (node: XmlNode) => void;
}

function key(namespace: string, name: string): string {
  return `${namespace} ${name}`;
}

/** Puts an element under its parent, numbered. */
function attach(parent: Growing, node: Omit<Growing, 'number'>, isHanded: boolean): Growing {
  parent.children ??= new Map<string, Growing[]>();
  const named = parent.children.get(key(node.namespace, node.name)) ?? [];
  const attached = { ...node, number: named.length + 1 + (isHanded ? parent.handed : 0) };
  named.push(attached);
  parent.children.set(key(node.namespace, node.name), named);
  return attached;
}

/** How many elements a tree has. */
function sizeOf(node: XmlNode): number {
  let size = 1;
  for (const named of node.children?.values() ?? []) for (const child of named) size += sizeOf(child);
  return size;
}

/**
 * The root, without what was handed over. Throws BANK_FILE_TOO_LONG, XML_DOCTYPE, XML_MALFORMED, XML_DEPTH, XML_ELEMENTS, XML_WITHOUT_ROOT,
 * and what `handed.take` throws.
 */
export function readXml(text: string, handed?: Handed): XmlNode {
  if (text.length > FILE_LENGTH_MAX)
    throw unreadable('BANK_FILE_TOO_LONG', { length: text.length, max: FILE_LENGTH_MAX });
  const parser = new SaxesParser({ xmlns: true });
  let root: XmlNode | undefined;
  let open: Growing | undefined;
  let depth = 0;
  let elements = 0;
  parser.on('doctype', () => {
    throw unreadable('XML_DOCTYPE', {});
  });
  parser.on('error', () => {
    throw unreadable('XML_MALFORMED', { line: parser.line, column: parser.column });
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (++depth > DEPTH_MAX) throw unreadable('XML_DEPTH', { line: parser.line, max: DEPTH_MAX });
    if (++elements > ELEMENTS_MAX) throw unreadable('XML_ELEMENTS', { max: ELEMENTS_MAX });
    const named = Object.values(attributes);
    const node = {
      name: local,
      namespace: uri,
      attributes: named.length === 0 ? undefined : new Map(named.map(({ name, value }) => [name, value])),
      parent: open,
      line: parser.line,
      children: undefined,
      text: '',
      handed: 0,
    };
    open = open === undefined ? { ...node, number: 1 } : attach(open, node, local === handed?.name);
    root ??= open;
  });
  const add = (more: string): void => {
    if (open !== undefined) open.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    depth--;
    const closed = open;
    if (closed === undefined) return;
    closed.text = closed.text.trim();
    open = closed.parent;
    if (open === undefined || handed?.name !== closed.name) return;
    handed.take(closed);
    open.children?.get(key(closed.namespace, closed.name))?.pop();
    open.handed++;
    elements -= sizeOf(closed);
  });
  // A byte order mark is no part of the document; the parser takes it as such only at the start of its own reading.
  parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  if (root === undefined) throw unreadable('XML_WITHOUT_ROOT', {});
  return root;
}

/** Where an element is: its line, and its path below the root. */
export function place(node: XmlNode): Place {
  const names: string[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) {
    names.unshift(at.number > 1 ? `${at.name}[${at.number}]` : at.name);
  }
  return { line: node.line, path: names.length === 0 ? node.name : names.join('/') };
}

/** The children of that name and of the same namespace, in order. */
export function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children?.get(key(node.namespace, name)) ?? [];
}

/** The one element at the end of a path such as `Refs/EndToEndId`. Throws ELEMENT_TWICE where a step of it is there twice. */
export function one(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let at = node;
  for (const name of path.split('/')) {
    if (at === undefined) return undefined;
    const [first, second] = all(at, name);
    if (second !== undefined) throw unreadable('ELEMENT_TWICE', { at: place(second), element: name });
    at = first;
  }
  return at;
}

/** The text of that element, undefined where it is not there or empty. Throws ELEMENT_TWICE. */
export function textAt(node: XmlNode | undefined, path: string): string | undefined {
  const text = one(node, path)?.text;
  return text === '' ? undefined : text;
}
