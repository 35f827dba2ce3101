/**
 * What the survey page can do beyond a plain form: it keeps answers as they come, sends them again when
 * the connection was away, shows what depends on an answer, and takes digits from the keyboard. It acts
 * on what a person does and on nothing else: a program that only loads the page changes nothing.
 */
import { solveWork } from './solve-work.ts'

const storageKey = `survey:${location.pathname}`
const storedMinutes = 120
const longestWait = 60_000

let proof: string | undefined
let dirty = false
let busy = false
let wait = 1000
let timer: ReturnType<typeof setTimeout> | undefined

const form = () => document.querySelector('form')
const groups = () => [...document.querySelectorAll<HTMLFieldSetElement>('fieldset[data-q]')]
const status = () => document.querySelector<HTMLElement>('#kept')

function tell(text: string | undefined): void {
  const place = status()
  if (place && text !== undefined && place.textContent !== text) place.textContent = text
}

/** The form as it is sent. */
function bodyOf(go: string): URLSearchParams {
  const body = new URLSearchParams()
  const current = form()
  if (current) for (const [name, value] of new FormData(current)) body.append(name, value as string)
  body.set('go', go)
  if (proof !== undefined) body.set('w', proof)
  return body
}

/** The answers to a question that count now. */
function valuesOf(question: string): string[] {
  const current = form()
  return current ? (new FormData(current).getAll(`q.${question}`) as string[]).filter(Boolean) : []
}

type Condition = [string, 'in' | 'between' | 'answered', (string | number)[]]

function isMet([question, operator, values]: Condition): boolean {
  const given = valuesOf(question)
  if (given.length === 0) return false
  if (operator === 'answered') return true
  if (operator === 'in') return given.some((one) => values.map(String).includes(one))
  return Number(given[0]) >= Number(values[0]) && Number(given[0]) <= Number(values[1])
}

/** Shows what depends on the answers, in order, so that a chain falls together. */
function showConditional(): void {
  for (const group of groups()) {
    const condition = group.dataset.if
    if (condition === undefined) continue
    const [question] = JSON.parse(condition) as Condition
    const on = document.getElementById(question)
    // A question of an earlier page has been decided by the server.
    if (!on) continue
    const show = isMet(JSON.parse(condition) as Condition)
    group.hidden = !show
    group.disabled = !show
  }
  const seen = document.querySelector<HTMLInputElement>('input[name=s]')
  if (seen)
    seen.value = groups()
      .filter((group) => !group.hidden)
      .map((group) => group.id)
      .join(',')
}

/** Remembers on this device what has not arrived, and what an open link cannot remember for it. */
function remember(): void {
  try {
    const fields = [...bodyOf('keep')]
    localStorage.setItem(storageKey, JSON.stringify({ at: Date.now(), fields }))
  } catch {
    // A browser that keeps nothing loses nothing but this comfort.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(storageKey)
  } catch {
    // As above.
  }
}

function restore(): void {
  const current = form()
  if (!current) return
  let stored: { at: number; fields: [string, string][] } | null
  try {
    stored = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as typeof stored
  } catch {
    return
  }
  if (!stored || Date.now() - stored.at > storedMinutes * 60_000) return
  const known = new URLSearchParams(stored.fields)
  const own = new FormData(current)
  const same = known.get('v') === own.get('v') && known.get('p') === own.get('p')
  const answered = groups().some((group) => valuesOf(group.id).length > 0)
  if (!same || (answered && known.get('r') !== own.get('r') && !location.search)) return
  for (const [name, value] of known) {
    if (name === 'r') (current.elements.namedItem('r') as HTMLInputElement).value = value
    if (!/^[qm]\./.test(name) || (own.getAll(name) as string[]).some(Boolean)) continue
    for (const field of current.querySelectorAll<HTMLInputElement>(
      `[name="${CSS.escape(name)}"]`,
    )) {
      if (field.type !== 'radio' && field.type !== 'checkbox') field.value = value
      else if (field.value === value) field.checked = true
    }
  }
}

async function post(body: URLSearchParams): Promise<Response> {
  // eslint-disable-next-line no-restricted-globals -- a customer's page has no web client: it posts to its own address
  const response = await fetch(location.pathname, { method: 'POST', body, credentials: 'omit' })
  if (response.status >= 500) throw new Error('later')
  return response
}

/** Sends what has changed, one after the other, and again until it has arrived. */
async function keep(): Promise<void> {
  if (busy || !dirty || !form()) return
  busy = true
  dirty = false
  try {
    const response = await post(bodyOf('keep'))
    proof = undefined
    const answer = (await response.json()) as { kept?: boolean; work?: string }
    if (answer.work !== undefined) {
      proof = await solveWork(answer.work)
      dirty = true
    } else if (answer.kept) {
      wait = 1000
      tell(status()?.dataset.kept)
    }
  } catch {
    dirty = true
    tell(status()?.dataset.here)
    wait = Math.min(wait * 2, longestWait)
  }
  busy = false
  if (dirty) later(proof === undefined ? wait : 0)
}

function later(milliseconds: number): void {
  clearTimeout(timer)
  timer = setTimeout(() => void keep(), milliseconds)
}

/** Something was answered by a person: a field that a program clicks makes a trusted event too. */
function onAnswer(event: Event): void {
  if (!event.isTrusted || !acted) return
  showConditional()
  dirty = true
  remember()
  later(event.type === 'input' && (event.target as Element).matches('textarea') ? 900 : 0)
}

/** Puts the next page in the place of this one, as a new page would be: at its top, with its focus. */
function swap(page: string): void {
  const next = new DOMParser().parseFromString(page, 'text/html')
  document.documentElement.lang = next.documentElement.lang
  document.documentElement.dir = next.documentElement.dir
  document.title = next.title
  document.body.replaceWith(document.adoptNode(next.body))
  if (document.querySelector('[data-done]')) forget()
  showConditional()
  scrollTo(0, 0)
  const focus = document.querySelector<HTMLElement>('.errors,h1')
  if (focus) {
    focus.tabIndex = -1
    focus.focus()
  }
}

/** Sends the page and shows what comes back; tries again by itself while there is no connection. */
async function send(go: string): Promise<void> {
  clearTimeout(timer)
  remember()
  try {
    const response = await post(bodyOf(go))
    const page = await response.text()
    proof = undefined
    const task = new DOMParser().parseFromString(page, 'text/html').forms[0]?.dataset.work
    if (task !== undefined) {
      proof = await solveWork(task)
      await send(go)
      return
    }
    dirty = false
    wait = 1000
    swap(page)
  } catch {
    tell(status()?.dataset.here)
    wait = Math.min(wait * 2, longestWait)
    timer = setTimeout(() => void send(go), wait)
  }
}

let lastDigit = { at: 0, key: '' }

/** Digits choose a score: of the question that has the focus, else of the first. 1 and 0 is 10. */
function onKey(event: KeyboardEvent): void {
  const target = event.target as Element
  if (!/^\d$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (target.matches('textarea,input:not([type=radio])')) return
  const scale = target.closest('.scale') ?? document.querySelector('fieldset:not([hidden]) .scale')
  const ten = lastDigit.key === '1' && event.key === '0' && event.timeStamp - lastDigit.at < 800
  const value = ten ? '10' : event.key
  lastDigit = { at: event.timeStamp, key: event.key }
  const field = scale?.querySelector<HTMLInputElement>(`input[value="${value}"]`)
  if (!field || !event.isTrusted) return
  field.checked = true
  field.focus()
  onAnswer(event)
}

/**
 * Notes the hand of a person: a pointer, a key, or what an assistive device makes of them. A click counts
 * on a button only, since the label that a program clicks makes a trusted click of its field.
 */
function onAct(event: Event): void {
  if (!event.isTrusted || acted) return
  acted = event.type !== 'click' || (event.target as Element).closest('button') !== null
}

/** A touch of the form by a person makes a preselected score count. */
function onTouch(event: Event): void {
  const inForm = (event.target as Element).closest('form')
  const here = groups().some((group) => valuesOf(group.id).length > 0)
  if (!event.isTrusted || !inForm || !here || touched) return
  touched = true
  dirty = true
  later(300)
}
let touched = false
let acted = false

for (const type of ['pointerdown', 'mousedown', 'touchstart', 'keydown', 'click'])
  document.addEventListener(type, onAct, true)
document.addEventListener('change', onAnswer)
document.addEventListener('input', onAnswer)
document.addEventListener('keydown', onKey)
document.addEventListener('pointerdown', onTouch)
document.addEventListener('keydown', onTouch)
document.addEventListener('submit', (event) => {
  event.preventDefault()
  const go = (event.submitter as HTMLButtonElement | null)?.value ?? 'next'
  // A button that a program clicks makes a trusted event of the form, but no trusted click.
  if (event.isTrusted && acted) void send(go)
})
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('.errors a')
  const group = link && document.getElementById(link.hash.slice(1))
  if (!group) return
  event.preventDefault()
  group.querySelector<HTMLElement>('input,textarea')?.focus()
})
addEventListener('online', () => {
  later(0)
})
document.addEventListener('visibilitychange', () => {
  if (document.hidden && dirty) navigator.sendBeacon(location.pathname, bodyOf('keep'))
})

/**
 * In a widget: how high the page is, and that it is done. Whoever frames it may know both; the server
 * lets only the sites that the survey names frame it.
 */
function tellFrame(): void {
  if (parent === window) return
  const done = document.querySelector('[data-done]') !== null
  parent.postMessage({ survey: 'height', height: document.body.scrollHeight }, '*')
  if (done) parent.postMessage({ survey: 'done' }, '*')
}

restore()
showConditional()
tellFrame()
new MutationObserver(tellFrame).observe(document.documentElement, {
  childList: true,
  subtree: true,
})
