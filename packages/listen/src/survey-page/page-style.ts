import { createHash } from 'node:crypto'
import { accentsOf, type Accent } from './accent.ts'

/** The whole style of the page; system fonts, logical directions, no file from anywhere. */
const rules = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--paper:#fbfaf7;--surface:#fff;--ink:#1b1a17;--muted:#625e56;--line:#8d887c;--soft:#e6e2d8;--bad:#a3330c;LIGHT}
@media (prefers-color-scheme:dark){:root{--paper:#131311;--surface:#1a1a18;--ink:#edebe5;--muted:#a5a196;--line:#7d796f;--soft:#2f2e2a;--bad:#f0a27c;DARK}}
html{font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;max-width:42rem;margin-inline:auto;padding:1.4rem 1.2rem 1rem}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;min-height:44px;margin-bottom:1.4rem;font-weight:650}
header img{max-height:44px;max-width:60%;display:block}
main{flex:1}
h1{font:500 1.6rem/1.25 Georgia,"Times New Roman",serif;margin:0 0 1.2rem;text-wrap:balance}
legend h1{margin-bottom:.5rem}
h1:focus,.errors:focus{outline:none}
p{margin:0 0 1rem}
fieldset{border:0;margin:0 0 2rem;padding:0;min-width:0}
fieldset[hidden]{display:none}
legend,.ask{display:block;font-size:1.1rem;font-weight:600;line-height:1.35;padding:0;margin-bottom:.7rem}
.need{font-size:.8rem;font-weight:400;color:var(--muted)}
.scale{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:3px;direction:ltr}
.scale label,.pick label{position:relative;display:flex;align-items:center;cursor:pointer;border:1px solid var(--line);border-radius:8px;background:var(--surface)}
.scale label{justify-content:center;min-width:24px;min-height:50px;font-weight:600;font-variant-numeric:tabular-nums;border-color:var(--line)}
.scale input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scale label:has(:checked){background:var(--ground);border-color:var(--ground);color:var(--on)}
.scale label:has(:focus-visible),.pick label:has(:focus-visible){outline:3px solid var(--ground);outline-offset:2px}
.ends{display:flex;justify-content:space-between;gap:1rem;direction:ltr;font-size:.85rem;color:var(--muted);margin-top:.5rem}
.ends span:last-child{text-align:right}
.pick{display:grid;gap:6px}
.pick label{gap:.7rem;min-height:46px;padding:.5rem .8rem}
.pick input{width:20px;height:20px;margin:0;flex:none;accent-color:var(--ground)}
.pick label:has(:checked){border-color:var(--ground);box-shadow:inset 0 0 0 1px var(--ground)}
.row{margin-bottom:1rem}
.row legend{font-size:1rem;font-weight:400;margin-bottom:.4rem}
textarea{display:block;width:100%;min-height:6.5rem;padding:.7rem .8rem;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:8px;resize:vertical}
textarea:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--ground);outline-offset:2px}
.go{display:flex;flex-wrap:wrap;align-items:center;gap:1rem}
button{font:inherit;font-weight:600;min-height:46px;padding:.5rem 1.5rem;border-radius:8px;border:1px solid var(--ground);background:var(--ground);color:var(--on);cursor:pointer}
button.quiet{background:none;color:inherit;border-color:var(--line)}
button.text{border:0;background:none;color:inherit;padding:0 .3rem;min-height:44px;font-weight:400;font-size:.85rem;text-decoration:underline}
.note,footer{font-size:.85rem;color:var(--muted)}
.chosen{border-inline-start:4px solid var(--ground);padding-inline-start:.8rem}
.errors{border:2px solid var(--bad);border-radius:8px;padding:.8rem 1rem;margin-bottom:1.6rem}
.errors h2{margin:0 0 .3rem;font-size:1rem;color:var(--bad)}
.errors ul{margin:0;padding-inline-start:1.2rem}
.errors a{color:inherit}
fieldset.wrong{border-inline-start:4px solid var(--bad);padding-inline-start:.8rem}
footer{margin-top:2.5rem;display:grid;gap:.5rem;font-size:.8rem}
footer a,summary{color:inherit;display:inline-block;min-height:24px;cursor:pointer}
.trap{position:absolute;inset-inline-start:-9999px;width:1px;height:1px;overflow:hidden}
@media (max-width:24rem){body{padding-inline:1.2rem}.scale{gap:2px}.scale label{font-size:.92rem}}
@media (forced-colors:active){.scale label:has(:checked){outline:3px solid Highlight}}
@media (prefers-reduced-motion:no-preference){.scale label{transition:background .1s}}
`

const declare = ({ ground, onGround }: Accent) => `--ground:${ground};--on:${onGround}`

/** The style with the colour of the company. */
function styleOf(accent: string): string {
  const { light, dark } = accentsOf(accent)
  return rules.trim().replace('LIGHT', declare(light)).replace('DARK', declare(dark))
}

const edition = createHash('sha256').update(rules).digest('hex').slice(0, 12)

/** Where the style of a colour is: another one after each change of the rules, so it is kept for good. */
export function stylePath(accent: string): string {
  return `/survey/${edition}/${accent.slice(1).toLowerCase()}.css`
}

/** The style at an address that `stylePath` has made. */
export function styleAt(path: string): string | undefined {
  const accent = /^\/survey\/[0-9a-f]{12}\/([0-9a-f]{6})\.css$/.exec(path)?.[1]
  return accent === undefined ? undefined : styleOf(`#${accent}`)
}
