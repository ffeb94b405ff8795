const TRIES = 40
const BETWEEN_MS = 120
const SHOWN_MS = 1600

/** Brings a message of the open thread into sight; older words are loaded until it is there. */
export async function reveal(seq: number): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    const message = document.querySelector<HTMLElement>(`.thread [data-seq="${seq}"]`)
    if (message) return show(message)
    const scroller = document.querySelector<HTMLElement>('.thread')?.closest<HTMLElement>('.scroll')
    // Reaching the top is what asks for older words.
    scroller?.scrollTo({ top: left % 2 })
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
}

function show(message: HTMLElement): void {
  message.scrollIntoView({ block: 'center' })
  message.classList.add('revealed')
  setTimeout(() => message.classList.remove('revealed'), SHOWN_MS)
}
