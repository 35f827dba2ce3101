import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

const hasProgram = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/** What the machine lacks to open the files, or undefined. */
export const officeMissing =
  hasProgram('soffice') && hasProgram('pdftotext')
    ? undefined
    : 'LibreOffice and poppler are not installed: apt-get install libreoffice-impress libreoffice-calc poppler-utils'

if (officeMissing !== undefined) {
  console.log(`Decks, workbooks and prints are not opened in this test: ${officeMissing}`)
}

/** Opens the file in LibreOffice and saves it in another format. */
export function convertFile(bytes: Uint8Array, from: string, to: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-office-'))
  try {
    const source = join(folder, `file.${from}`)
    writeFileSync(source, bytes)
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', to, '--outdir', folder, source],
      { stdio: 'ignore', timeout: 120_000 },
    )
    // One sheet of several is written under its own name.
    const made = readdirSync(folder).find((name) => name.endsWith(`.${to.split(':')[0]!}`))
    return readFileSync(join(folder, made ?? 'nothing was written'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of a PDF, as a reader selects it. */
export function textOfPdf(bytes: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes }).toString('utf8')
}

/** A workbook without the values beside its formulas: what a program shows then it has computed itself. */
export function dropKeptValues(bytes: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(bytes)).map(([path, content]) => {
    if (!path.startsWith('xl/worksheets/')) return [path, content] as const
    const dropped = strFromU8(content).replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, '$1')
    return [path, strToU8(dropped)] as const
  })
  return zipSync(Object.fromEntries(files))
}
