/**
 * Installs what the kernels are compared with, by the ordinary package clients: Python's lifetimes
 * into `dist/peers`, R with its survival package from Debian where this may be done here; and what the
 * reading of sentiment is compared with, into `dist/peers-npm`.
 *
 *   npm run bench -- peers
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../setup.mjs'

const folder = join(root, 'dist', 'peers')
const python = ['numpy==2.4.6', 'pandas==2.3.3', 'scipy==1.17.1', 'Lifetimes==0.11.3']
const debian = ['r-base-core', 'r-cran-survival']

function succeeds(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

const hasPython =
  succeeds('python3', ['-m', 'venv', folder]) &&
  succeeds(join(folder, 'bin', 'pip'), ['install', '--quiet', ...python])
console.log(
  hasPython
    ? 'lifetimes is installed.'
    : 'lifetimes could not be installed; its rows will be skipped.',
)

const mayInstall = process.getuid?.() === 0
const hasR =
  spawnSync('Rscript', ['-e', 'library(survival)']).status === 0 ||
  (mayInstall &&
    succeeds('apt-get', ['update', '-qq']) &&
    succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...debian]))
console.log(
  hasR
    ? 'R with survival is installed.'
    : 'R with survival could not be installed; its rows will be skipped.',
)

const sentiment = ['wink-sentiment@5.0.2', 'sentiment@5.0.2', 'vader-sentiment@1.1.3']
const sentimentFolder = join(root, 'dist', 'peers-npm')
mkdirSync(sentimentFolder, { recursive: true })
writeFileSync(join(sentimentFolder, 'package.json'), '{ "private": true }\n')
const hasSentiment = succeeds('npm', [
  ...['install', '--prefix', sentimentFolder, '--ignore-scripts', '--no-audit', '--no-fund'],
  ...['--silent', ...sentiment],
])
console.log(
  hasSentiment
    ? 'The readers of sentiment are installed.'
    : 'The readers of sentiment could not be installed; their rows will be skipped.',
)
