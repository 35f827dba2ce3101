import { runCommand } from '../api/client.ts'
import {
  chooseTheme,
  themeChoices,
  useThemeChoice,
  type ThemeChoice,
} from '../theme/theme-choice.ts'
import { Button } from '../ui/Button.tsx'
import { useSession } from './session.ts'

const themeNames: Record<ThemeChoice, string> = {
  system: 'As system',
  light: 'Light',
  dark: 'Dark',
}

/** Light or dark, and who is signed in. */
export function SidebarFoot() {
  const choice = useThemeChoice()
  const session = useSession()
  const next = themeChoices[(themeChoices.indexOf(choice) + 1) % themeChoices.length]!
  const signOut = () =>
    void runCommand('access.sign-out', {}).then(() => location.assign('/sign-in'))
  return (
    <div className="sidebar-foot">
      <Button
        look="plain"
        small
        onClick={() => chooseTheme(next)}
        aria-label={`Look: ${themeNames[choice]}. Change to: ${themeNames[next]}`}
      >
        {themeNames[choice]}
      </Button>
      {session && (
        <Button look="plain" small onClick={signOut}>
          Sign out
        </Button>
      )}
    </div>
  )
}
