const NEAR_END_PX = 90

/** Holds a list at its end while it grows, unless the reader has scrolled up. Answers how to stop. */
export function keepEnd(scroller: HTMLElement): () => void {
  let atEnd = true
  const follow = (): void => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX
  }
  const toEnd = (): void => {
    if (atEnd) scroller.scrollTop = scroller.scrollHeight
  }
  const resized = new ResizeObserver(toEnd)
  const grown = new MutationObserver(toEnd)
  resized.observe(scroller)
  grown.observe(scroller, { childList: true, subtree: true })
  scroller.addEventListener('scroll', follow, { passive: true })
  // A picture that arrives late makes the thread longer; its event does not bubble.
  scroller.addEventListener('load', toEnd, { capture: true })
  toEnd()
  return () => {
    resized.disconnect()
    grown.disconnect()
    scroller.removeEventListener('scroll', follow)
    scroller.removeEventListener('load', toEnd, { capture: true })
  }
}
