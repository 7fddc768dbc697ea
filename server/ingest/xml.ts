import { SaxesParser } from 'saxes';
import { refusal } from './refusal.ts';

/** An element by its local name; `text` is the text directly in it, entities decoded, line ends as LF. */
export interface XmlElement {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number; // of its start tag, from 1
  textLine: number; // of the first of its text; its own line where it has none
}

const DEEPEST = 64;
const MOST_ELEMENTS = 250_000;

/**
 * A whole XML document (https://www.w3.org/TR/xml/, with namespaces) as a tree. Entities are off: only the five of XML
 * itself are read, and a document that declares one, or refers to a DTD elsewhere, is refused before anything of it is
 * used, so that nothing is expanded and nothing outside the file is opened. Throws `Invalid` also where it is not
 * well-formed, over 64 levels deep or over 250,000 elements long.
 */
export function parseXml(text: string, fileName: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;

  const stop = (reason: string): never => {
    throw refusal(fileName, reason, parser.line);
  };
  parser.on('error', (error) => {
    // saxes begins its messages with line and column.
    const reason = error.message.replace(/^[^:]*:?\d*:\d+: /, '').replace(/\.$/, '');
    stop(`the XML is broken here (${reason}). Is the file cut off? Export it again from the program that made it.`);
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY|<!NOTATION|\b(?:SYSTEM|PUBLIC)\b/.test(doctype)) {
      stop(
        'it declares entities or a DTD, which Kolot does not read, since they can hide harm. Remove the DOCTYPE and import it again.',
      );
    }
  });
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST)
      stop(`elements stand in one another more than ${DEEPEST} deep. This is no record of an interview.`);
    if (++count > MOST_ELEMENTS)
      stop(`it has more than ${MOST_ELEMENTS.toLocaleString('en')} elements. This is no record of one interview.`);
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value]));
    const element = {
      name: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      text: '',
      line: parser.line,
      textLine: parser.line,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (data: string) => {
    const element = open.at(-1);
    if (!element) return;
    if (!element.text) element.textLine = parser.line - lineEnds(data);
    element.text += data;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return root ?? stop('there is no element in it.');
}

/** The first child called `name`. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

/** The trimmed text of the first child called `name`, '' where there is none. */
export function textOf(element: XmlElement, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

/** The trimmed texts of all children called `name` that have one. */
export function textsOf(element: XmlElement, name: string): string[] {
  return element.children.filter((one) => one.name === name).flatMap((one) => one.text.trim() || []);
}

function lineEnds(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) ends++;
  return ends;
}
