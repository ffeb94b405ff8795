import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

const NEAR_END_PX = 80
const NEAR_START_PX = 240

interface Place {
  atEnd: boolean
  height: number
  firstSeq: number
}

/**
 * Holds the reader's place: at the end new words push up, in the middle nothing moves, and what is loaded above is
 * put above. `below` is true while newer words are out of sight.
 */
export function useScroll(list: RefObject<HTMLElement | null>, firstSeq: number, onNearStart: () => void) {
  const place = useRef<Place>({ atEnd: true, height: 0, firstSeq })
  const [below, setBelow] = useState(false)
  const nearStart = useRef(onNearStart)

  useLayoutEffect(() => {
    nearStart.current = onNearStart
    const scroller = scrollerOf(list)
    if (!scroller) return
    const { atEnd, height, firstSeq: former } = place.current
    if (atEnd) scroller.scrollTop = scroller.scrollHeight
    else if (firstSeq < former) scroller.scrollTop += scroller.scrollHeight - height
    place.current = { atEnd, height: scroller.scrollHeight, firstSeq }
  })

  useEffect(() => {
    const scroller = scrollerOf(list)
    if (!scroller) return undefined
    const follow = () => {
      const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX
      place.current.atEnd = atEnd
      setBelow(!atEnd)
      if (scroller.scrollTop < NEAR_START_PX) nearStart.current()
    }
    // A picture that arrives late makes the thread longer.
    const grown = new ResizeObserver(() => {
      if (place.current.atEnd) scroller.scrollTop = scroller.scrollHeight
      place.current.height = scroller.scrollHeight
    })
    scroller.addEventListener('scroll', follow, { passive: true })
    grown.observe(scroller)
    if (list.current) grown.observe(list.current)
    return () => {
      scroller.removeEventListener('scroll', follow)
      grown.disconnect()
    }
  }, [list])

  const toEnd = () => {
    place.current.atEnd = true
    setBelow(false)
    const scroller = scrollerOf(list)
    if (scroller) scroller.scrollTop = scroller.scrollHeight
  }
  return { below, toEnd }
}

function scrollerOf(list: RefObject<HTMLElement | null>): HTMLElement | null {
  return list.current?.closest<HTMLElement>('.scroll') ?? null
}
