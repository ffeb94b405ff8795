import { XMLParser } from 'fast-xml-parser'

/**
 * The platform's XML: flat, every value text. Numbers stay text (a MsgId has 64 bits) and entities stay as they are:
 * expanding them is what attacks with XML are made of.
 */
const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: true,
  trimValues: false,
})

export type XmlFields = Readonly<Record<string, unknown>>

/** The fields below `<xml>`; undefined when it is not the platform's XML. A document type is never accepted. */
export function parseXml(text: string): XmlFields | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return undefined
  try {
    const { xml } = parser.parse(text, true) as { xml?: unknown }
    return typeof xml === 'object' && xml !== null ? (xml as XmlFields) : undefined
  } catch {
    return undefined
  }
}

export function field(fields: XmlFields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
