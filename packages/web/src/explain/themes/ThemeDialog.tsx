import { useState } from 'react'
import { TextField } from '../../access/TextField.tsx'
import type { Answer } from '../../api/contracts.ts'
import { useCommand } from '../../api/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogEnd } from '../../ui/DialogEnd.tsx'
import { readList } from '../../ui/read-typed.ts'

export type Theme = Answer<'themes.list'>['themes'][number]

interface ThemeDialogProps {
  theme: Theme
  onClose: () => void
}

const languageNames: Readonly<Record<string, string>> = {
  any: 'any language',
  en: 'English',
  de: 'German',
  fr: 'French',
}

/** One theme: its name, the words by which it is seen, and phrases that mean something else. */
export function ThemeDialog({ theme, onClose }: ThemeDialogProps) {
  const save = useCommand('themes.save', [
    'themes.list',
    'themes.read',
    'themes.suggest',
    'verbatims.search',
  ])
  const languages = [...new Set(['en', 'de', 'any', ...Object.keys(theme.terms)])]
  const [name, setName] = useState(theme.name)
  const [terms, setTerms] = useState<Record<string, string>>(() =>
    Object.fromEntries(languages.map((each) => [each, (theme.terms[each] ?? []).join(', ')])),
  )
  const [exclusions, setExclusions] = useState(theme.exclusions.join(', '))
  const read = Object.fromEntries(
    Object.entries(terms)
      .map(([language, text]) => [language, readList(text)] as const)
      .filter(([, list]) => list.length > 0),
  )
  const submit = () =>
    save.mutate(
      {
        ...(theme.id === '' ? {} : { id: theme.id, expected: theme.version }),
        name,
        terms: read,
        exclusions: readList(exclusions),
        parentId: theme.parentId,
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog title={theme.id === '' ? 'New theme' : `Theme: ${theme.name}`} open onClose={onClose}>
      <TextField
        label="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
      />
      {languages.map((language) => (
        <TextField
          key={language}
          label={`Words in ${languageNames[language] ?? language}`}
          {...(language === 'en'
            ? {
                hint: 'With commas between them. bill finds bills and billed, bill* all that begins so.',
              }
            : {})}
          value={terms[language] ?? ''}
          onChange={(event) => setTerms({ ...terms, [language]: event.target.value })}
        />
      ))}
      <TextField
        label="Not when it says"
        hint="Phrases that hold one of the words and mean something else."
        value={exclusions}
        onChange={(event) => setExclusions(event.target.value)}
      />
      <DialogEnd
        label="Save"
        command={save}
        disabled={name.trim() === '' || Object.keys(read).length === 0}
        onSubmit={submit}
      >
        <Button onClick={onClose}>Cancel</Button>
      </DialogEnd>
    </Dialog>
  )
}
