/** Who there is: organisations in a tree, people, sites. Empty values are null; instants RFC 3339 texts in UTC. */

export type OrganisationKind = 'company' | 'customer' | 'supplier' | 'department'

export interface Organisation {
  readonly id: string
  readonly parentId: string | null
  /** The ids from the root of the tree down to this organisation. */
  readonly path: string[]
  readonly kind: OrganisationKind
  readonly name: string
  /** The name in the other language, or the short one that people use. */
  readonly alias: string | null
  /** The id under which another system knows it; unique. */
  readonly code: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly locale: string | null
  readonly vip: boolean
  readonly notes: string | null
  readonly archivedAt: string | null
  readonly version: number
}

/** Under which name a channel knows a person: `{ channel: 'wechat', externalId: <openid> }`. */
export interface PersonIdentity {
  readonly channel: string
  readonly externalId: string
}

export interface Person {
  readonly id: string
  readonly organisationId: string | null
  readonly name: string
  readonly alias: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly locale: string | null
  /** What the person does in the organisation. */
  readonly title: string | null
  /** A key user, treated with priority. */
  readonly vip: boolean
  readonly notes: string | null
  readonly archivedAt: string | null
  readonly version: number
  readonly identities: PersonIdentity[]
}

export interface Site {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly alias: string | null
  readonly code: string | null
  readonly address: string
  /** IANA zone. */
  readonly zone: string
  /** WGS-84, degrees; both or neither. */
  readonly longitude: number | null
  readonly latitude: number | null
  /** Opening hours. */
  readonly calendarId: string | null
  readonly accessNotes: string | null
  readonly contactPersonId: string | null
  readonly archivedAt: string | null
  readonly version: number
}

type Given = 'path' | 'archivedAt' | 'version'
/** What the caller writes: `needed` must be there, the rest may be absent (then null) or undefined. */
type New<T, Needed extends keyof T> = { readonly [K in Needed]: T[K] } & {
  readonly [K in Exclude<keyof T, Needed | Given>]?: T[K] | undefined
}
type Changes<T> = { readonly [K in Exclude<keyof T, 'id' | Given>]?: T[K] | undefined } & {
  /** Archived ones stay where they are used, and are left out of lists. */
  readonly archived?: boolean | undefined
}

export type NewOrganisation = New<Organisation, 'kind' | 'name'>
export type NewPerson = New<Person, 'name'>
export type NewSite = New<Site, 'organisationId' | 'name' | 'address' | 'zone'>
export type OrganisationChanges = Changes<Organisation>
export type PersonChanges = Changes<Person>
export type SiteChanges = Changes<Site>
