import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Addresses of the scripts that the build has made; nothing where there was no build. */
export interface PageScripts {
  /** Of the survey page: the name holds a hash, so it is kept for good. */
  page: string | undefined
  /** Of the widget that a site embeds. */
  widget: string | undefined
}

/** Looks in the folder of the built web app; the page works without its script too. */
export function findPageScripts(webFolder: string | undefined): PageScripts {
  const folder = webFolder === undefined ? undefined : join(webFolder, 'assets')
  const names = folder !== undefined && existsSync(folder) ? readdirSync(folder) : []
  const find = (pattern: RegExp) => {
    const name = names.find((one) => pattern.test(one))
    return name === undefined ? undefined : `/assets/${name}`
  }
  return { page: find(/^survey-page-[\w-]+\.js$/), widget: find(/^survey-widget-[\w-]+\.js$/) }
}
