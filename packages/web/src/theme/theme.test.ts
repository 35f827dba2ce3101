import { darkTheme, lightTheme, themeVariables, type ChartTheme } from '@fealty/charts'
import { expect, test } from 'vitest'

function declarations(theme: ChartTheme, indent: string): string {
  return Object.entries(themeVariables(theme))
    .map(([name, value]) => `${indent}${name}: ${value};`)
    .join('\n')
}

function rampClasses(theme: ChartTheme): string {
  return Object.keys(themeVariables(theme))
    .filter((name) => /^--ramp-\w+-\d+$/.test(name))
    .map((name) => {
      const body = `  background: var(${name});\n  color: var(${name}-text);`
      return `.${name.slice(2)} {\n${body}\n}`
    })
    .join('\n')
}

function styleSheet(): string {
  return `/* Written by theme.test.ts from the theme of @fealty/charts: vitest -u packages/web/src/theme */
:root {
  color-scheme: light;
${declarations(lightTheme, '  ')}
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme='light']) {
    color-scheme: dark;
${declarations(darkTheme, '    ')}
  }
}
:root[data-theme='dark'] {
  color-scheme: dark;
${declarations(darkTheme, '  ')}
}
${rampClasses(lightTheme)}
`
}

test('the page and the charts paint with the same colours', async () => {
  await expect(styleSheet()).toMatchFileSnapshot('./theme.css')
})
