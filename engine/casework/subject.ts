/** The text by which clocks, events and topics name a case: `incident:<id>` for the kind `desk.incident`. */
export function caseSubject(kind: string, id: string): string {
  return `${kind.slice(kind.indexOf('.') + 1)}:${id}`
}

/** The live topics of a case: the list that it is in, `desk.incidents`, and the case itself. */
export function caseTopics(kind: string, id: string): string[] {
  return [`${kind}s`, caseSubject(kind, id)]
}
