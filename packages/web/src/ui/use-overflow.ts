import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Whether an element's content is wider than the element, so that it moves sideways in it. */
export function useOverflow<E extends HTMLElement>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null)
  const [overflows, setOverflows] = useState(false)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return undefined
    const measure = () => setOverflows(target.scrollWidth > target.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(target)
    if (target.firstElementChild) observer.observe(target.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return [element, overflows]
}
