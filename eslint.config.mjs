import { existsSync, readFileSync } from 'node:fs'
import js from '@eslint/js'
import globals from 'globals'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/**
 * Files and functions that are listed as longer than their budget, each with its own limit.
 * `scripts/check/budgets.mjs` sees to it that the list only shrinks.
 */
const budgetList = new URL('scripts/check/budgets.json', import.meta.url)
const { files: longFiles = {}, functions: longFunctions = {} } = existsSync(budgetList)
  ? JSON.parse(readFileSync(budgetList, 'utf8'))
  : {}
const counted = { skipBlankLines: true, skipComments: true }
const listedBudgets = [
  ...Object.entries(longFiles).map(([file, { lines }]) => ({
    files: [file],
    rules: { 'max-lines': ['error', { max: lines, ...counted }] },
  })),
  ...Object.entries(longFunctions).map(([name, { lines }]) => ({
    files: [name.split('#')[0]],
    rules: { 'max-lines-per-function': ['error', { max: lines, ...counted }] },
  })),
]

/** Files that read the clock or random numbers: everything from the server outwards, and tests. */
const mayUseClock = [
  'packages/server/**',
  'packages/cli/**',
  'packages/web/**',
  'packages/store/**',
  '**/*.test.ts',
  '**/*.test.tsx',
  '**/test/**',
]

const deterministic = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message:
      'No Math.random below the server: the same facts must give the same bytes. Take a seeded generator as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'No clock below the server: take `as of` or `today` as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'No clock below the server: take `as of` or `today` as an argument.',
  },
]

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: mayUseClock,
    rules: { 'no-restricted-syntax': ['error', ...deterministic] },
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/src/**/*.tsx'],
    ignores: [
      'packages/server/src/egress.ts',
      'packages/engine/src/trino/http.ts',
      'packages/engine/src/trino/lake-bucket.ts',
      'packages/web/src/api/**',
      '**/*.test.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message:
            'Only the one egress helper (and the web client of our own API, and the ones to a cluster and to its lake) may fetch.',
        },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/src/**/*.tsx'],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 50, ...counted }],
      'max-lines': ['error', { max: 300, ...counted }],
    },
  },
  {
    files: ['packages/web/src/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines-per-function': ['error', { max: 150, ...counted }],
    },
  },
  ...listedBudgets,
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    files: ['packages/web/public/**/*.js'],
    languageOptions: { globals: { ...globals.browser }, sourceType: 'script' },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
)
