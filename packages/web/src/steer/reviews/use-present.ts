import { useEffect, useState } from 'react'

/** The page alone, on the whole screen; Escape leaves. */
export function usePresent(): [boolean, () => void] {
  const [presenting, setPresenting] = useState(false)
  useEffect(() => {
    const follow = () => setPresenting(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', follow)
    return () => document.removeEventListener('fullscreenchange', follow)
  }, [])
  useEffect(() => {
    document.body.classList.toggle('is-presenting', presenting)
    return () => document.body.classList.remove('is-presenting')
  }, [presenting])
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    // Where the browser has no full screen the page alone is shown.
    else document.documentElement.requestFullscreen().catch(() => setPresenting((now) => !now))
  }
  return [presenting, toggle]
}
