type GiveUp = () => Promise<void>

const kept = new Set<GiveUp>()

/** What a module keeps in this browser for the person who is signed in is given up when they sign out. */
export function onLeave(giveUp: GiveUp): void {
  kept.add(giveUp)
}

/** Gives everything up that was kept; what fails keeps nobody from leaving. */
export async function leave(): Promise<void> {
  await Promise.allSettled([...kept].map((giveUp) => giveUp()))
}
