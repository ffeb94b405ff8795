/** A page that fails this soon would fail again. */
const YOUNG_MS = 10_000

/**
 * After an upgrade the open page still asks for the files of its own build, and they are gone. It is loaded anew,
 * which brings it to where it wanted to go; a page that has only just begun shows the error instead of going round.
 */
export function reloadForNewBuild(): void {
  addEventListener('vite:preloadError', (event) => {
    if (performance.now() < YOUNG_MS) return
    event.preventDefault()
    location.reload()
  })
}
