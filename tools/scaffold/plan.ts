/** What `npm run new` writes: files that do not exist yet, and the one line that the developer adds himself. */
export interface ScaffoldPlan {
  readonly files: Readonly<Record<string, string>>
  readonly nextSteps: readonly string[]
}

export type Scaffold = (name: string) => ScaffoldPlan

/** `parcel-locker` → `parcelLocker` */
export function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** `parcel-locker` → `ParcelLocker` */
export function pascal(name: string): string {
  return camel(name).replace(/^./, (letter) => letter.toUpperCase())
}
