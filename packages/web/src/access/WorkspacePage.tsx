import { useState } from 'react'
import type { Answer } from '../api/contracts.ts'
import { useCommand } from '../api/use-command.ts'
import { useQuestion } from '../api/use-question.ts'
import { Answered } from '../app/Answered.tsx'
import { PageHead } from '../app/PageHead.tsx'
import { useSession } from '../app/session.ts'
import { chooseTheme, themeChoices, useThemeChoice } from '../theme/theme-choice.ts'
import { Section } from '../ui/Section.tsx'
import { SelectMenu } from '../ui/SelectMenu.tsx'
import { DoorForm } from './DoorForm.tsx'
import { passwordHint } from './NameAndPassword.tsx'
import { TextField } from './TextField.tsx'

type Settings = Answer<'settings.get'>

const months =
  'January February March April May June July August September October November December'
    .split(' ')
    .map((label, index) => ({ value: String(index + 1), label }))
const themeOptions = themeChoices.map((value) => ({
  value,
  label: { system: 'As the system', light: 'Light', dark: 'Dark' }[value],
}))

/** How the workspace counts its days and money, the look of this browser, and the own password. */
export function WorkspacePage() {
  const settings = useQuestion('settings.get', {})
  const session = useSession()
  const choice = useThemeChoice()
  const isOwner = session?.signedIn?.role === 'owner'
  return (
    <Answered answer={settings}>
      {(data) => (
        <>
          <PageHead
            page="Workspace"
            headline={data.name}
            subline="How days, years and money are counted here"
          />
          <div className="stack">
            <Section title="Calendar and money">
              <div className="section-body">
                {isOwner ? <SettingsForm settings={data} /> : <SettingsFacts settings={data} />}
              </div>
            </Section>
            <Section title="Look" note="of this browser">
              <div className="section-body">
                <SelectMenu
                  label="Look"
                  value={choice}
                  options={themeOptions}
                  onChange={chooseTheme}
                />
              </div>
            </Section>
            {session?.signedIn?.kind === 'person' && <OwnPassword />}
          </div>
        </>
      )}
    </Answered>
  )
}

function SettingsFacts({ settings }: { settings: Settings }) {
  return (
    <dl className="facts">
      <dt>Time zone</dt>
      <dd>{settings.timeZone}</dd>
      <dt>Currency</dt>
      <dd>{settings.currency}</dd>
      <dt>Fiscal year starts in</dt>
      <dd>{months[settings.fiscalYearStartMonth - 1]?.label}</dd>
    </dl>
  )
}

function SettingsForm({ settings }: { settings: Settings }) {
  const save = useCommand('settings.change', 'all')
  const [month, setMonth] = useState(String(settings.fiscalYearStartMonth))
  const submit = (fields: Readonly<Record<string, string>>) =>
    save.mutate({
      name: fields.name,
      currency: fields.currency?.toUpperCase(),
      fiscalYearStartMonth: Number(month),
      ...(settings.timeZoneLocked ? {} : { timeZone: fields.timeZone }),
    })
  return (
    <DoorForm action="Save" pending={save.isPending} error={save.error} onSubmit={submit}>
      <TextField label="Name" name="name" defaultValue={settings.name} required />
      <TextField
        label="Time zone"
        name="timeZone"
        defaultValue={settings.timeZone}
        disabled={settings.timeZoneLocked}
        hint={
          settings.timeZoneLocked
            ? 'Days were cut by it when the facts were imported, so it stays.'
            : 'As in Europe/Vienna. Days are cut by it; it stays once facts are imported.'
        }
        required
      />
      <TextField
        label="Currency"
        name="currency"
        defaultValue={settings.currency}
        pattern="[A-Za-z]{3}"
        hint="Three letters, as in EUR."
        required
      />
      <div className="field">
        <span>Fiscal year starts in</span>
        <SelectMenu
          label="Fiscal year starts in"
          value={month}
          options={months}
          onChange={setMonth}
        />
      </div>
      {save.isSuccess && (
        <p className="note" role="status">
          Saved. Every number is counted by it from now on.
        </p>
      )}
    </DoorForm>
  )
}

function OwnPassword() {
  const change = useCommand('access.change-password')
  const submit = (fields: Readonly<Record<string, string>>) =>
    change.mutate({ current: fields.current ?? '', next: fields.next ?? '' })
  return (
    <Section title="Your password">
      <div className="section-body">
        <DoorForm
          action="Change it"
          pending={change.isPending}
          error={change.error}
          onSubmit={submit}
        >
          <TextField
            label="Password now"
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <TextField
            label="New password"
            name="next"
            type="password"
            autoComplete="new-password"
            hint={passwordHint}
            minLength={12}
            required
          />
          {change.isSuccess && (
            <p className="note" role="status">
              The password is changed; your other sessions ended.
            </p>
          )}
        </DoorForm>
      </div>
    </Section>
  )
}
