/**
 * Shows a survey in a corner of a company's own site. The survey is a page of its own in a frame: it
 * reads nothing of the site, and the site reads nothing of it. Two messages cross: its height, and that
 * it is done. Both are taken from that frame and from its origin only.
 *
 *   <script src=".../assets/survey-widget-HASH.js" data-survey="/s/TOKEN" data-after="20" async></script>
 */
const script = document.currentScript as HTMLScriptElement | null
const settings = script?.dataset ?? {}
const origin = script ? new URL(script.src).origin : ''
const path = settings.survey ?? ''
const seenKey = `survey-seen:${path}`
const quietDays = Number(settings.quietDays ?? 90)

function wasSeen(): boolean {
  try {
    const at = Number(localStorage.getItem(seenKey))
    return at > 0 && Date.now() - at < quietDays * 86_400_000
  } catch {
    return false
  }
}

function noteSeen(): void {
  try {
    localStorage.setItem(seenKey, String(Date.now()))
  } catch {
    // Then it may be shown again, which is a nuisance and no harm.
  }
}

function open(): void {
  const frame = document.createElement('iframe')
  const close = document.createElement('button')
  const box = document.createElement('div')
  const back = document.activeElement as HTMLElement | null
  box.setAttribute('role', 'dialog')
  box.setAttribute('aria-label', settings.title ?? 'Survey')
  box.style.cssText =
    'position:fixed;z-index:2147483000;inset-block-end:16px;inset-inline-end:16px;width:min(400px,calc(100vw - 32px));background:Canvas;border:1px solid GrayText;border-radius:12px;overflow:hidden;box-shadow:0 8px 30px rgba(0,0,0,.25)'
  frame.src = origin + path
  frame.title = settings.title ?? 'Survey'
  frame.referrerPolicy = 'no-referrer'
  frame.sandbox.add('allow-scripts', 'allow-forms', 'allow-same-origin', 'allow-popups')
  frame.style.cssText = 'display:block;border:0;width:100%;height:420px;max-height:80vh'
  close.type = 'button'
  close.textContent = '\u00D7'
  close.setAttribute('aria-label', settings.close ?? 'Close')
  close.style.cssText =
    'position:absolute;inset-block-start:8px;inset-inline-end:8px;width:32px;height:32px;border:0;border-radius:16px;background:transparent;color:inherit;font:22px/1 system-ui;cursor:pointer'
  const end = () => {
    removeEventListener('message', listen)
    box.remove()
    back?.focus()
  }
  const listen = (event: MessageEvent) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return
    const { survey, height } = (event.data ?? {}) as { survey?: unknown; height?: unknown }
    if (survey === 'height' && typeof height === 'number' && height > 0) {
      frame.style.height = `${Math.min(Math.ceil(height), 900)}px`
    }
    if (survey === 'done') setTimeout(end, 4000)
  }
  addEventListener('message', listen)
  close.addEventListener('click', end)
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') end()
  })
  box.append(frame, close)
  document.body.append(box)
  noteSeen()
}

if (/^\/s\/[\w-]{32}$/.test(path) && !wasSeen()) {
  setTimeout(open, Number(settings.after ?? 5) * 1000)
}

export {}
