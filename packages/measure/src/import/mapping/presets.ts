import { quoteColumn } from './guess.ts'
import type { PresetId } from './preset-ids.ts'

/** Fields of answers, and the headers that hold them in a tool's export, the likeliest first. */
type PresetFields = Readonly<Record<string, readonly RegExp[]>>

const likely =
  /how likely.*recommend|recommend.*(friend|colleague)|wahrscheinlich.*(empfehl|weiterempfehl)/i
const why =
  /(main|primary) reason|^why\b|what.*(reason|improve|better)|comment|feedback|warum|grund/i

const fieldsOf: Readonly<Record<PresetId, PresetFields>> = {
  // Questions stand under their text with a number before it.
  formbricks: {
    response_id: [/^response id$/i],
    customer_id: [/^user ?id$/i],
    at: [/^timestamp$/i, /^created ?at$/i],
    language: [/^language$/i],
    nps: [/^nps$/i, likely],
    csat: [/how satisfied/i],
    ces: [/easy.*(handle|solve|resolve)/i],
    comment: [why],
  },
  // Names with the text of a question behind them; an NPS question Q has Q_NPS_GROUP beside it.
  qualtrics: {
    response_id: [/^responseid$/i],
    customer_id: [/^external(data)?reference$/i],
    at: [/^recordeddate$/i, /^enddate$/i],
    channel: [/^distributionchannel$/i],
    language: [/^userlanguage$/i],
    nps: [/^q?\w*nps(_1)?(\.|$)/i, likely],
    csat: [/^\w*csat(_1)?(\.|$)/i, /how satisfied/i],
    ces: [/^\w*ces(_1)?(\.|$)/i, /easy.*(handle|solve|resolve)/i],
    comment: [/comment|reason|why|feedback|verbatim/i, /_text(\.|$)/i],
  },
  delighted: {
    response_id: [/^(survey )?response id$/i, /^id$/i],
    customer_id: [/customer.?id/i, /^person id$/i, /^(person )?email$/i],
    at: [/^(responded|response|created).?(at|date|time)?$/i],
    invited_at: [/^(survey )?sent.?(at|date)?$/i],
    channel: [/^(survey )?(source|method|channel)$/i],
    nps: [/^score$/i, /^nps$/i],
    comment: [/^comment$/i],
    language: [/^(locale|language)$/i],
  },
  // Two header rows: questions, and below them what is answered.
  surveymonkey: {
    response_id: [/^respondent id$/i],
    customer_id: [/^custom data 1$/i, /^email address$/i],
    at: [/^end date$/i, /^date modified$/i],
    invited_at: [/^date invited$/i],
    nps: [likely],
    csat: [/how satisfied/i],
    ces: [/easy.*(handle|solve|resolve)/i],
    comment: [/open-ended/i, why],
  },
  // Codes of questions, or codes with the text behind them.
  limesurvey: {
    response_id: [/^(response )?id(\.|$)/i],
    customer_id: [/^(customer.?id|token|access code)/i],
    at: [/^submitdate|^date submitted/i],
    language: [/^startlanguage|^start language/i],
    nps: [/^\w*nps\w*(\[\w+\])?(\.|$)/i, likely],
    csat: [/^\w*csat/i],
    ces: [/^\w*ces(\[|\.|$)/i],
    comment: [/(comment|why|reason|grund)\w*(\[\w+\])?(\.|$)/i, why],
  },
}

/** Qualtrics: promoter, passive or detractor beside the score. */
const npsGroup = /_nps_group(\..*)?$/i
/** Formbricks: the id of the option beside its text. */
const optionId = ' - Option ID'

/**
 * The mapping of a tool's export: for each field the first column whose header fits. Columns that are
 * not found are left to the ordinary guess. What the person says goes before all of it.
 */
export function presetMapping(
  preset: PresetId,
  columns: readonly string[],
): Record<string, string> {
  const mapping: Record<string, string> = {}
  const taken = new Set<string>()
  const group = columns.find((name) => npsGroup.test(name))
  const take = (field: string, name: string | undefined) => {
    if (name === undefined || mapping[field] !== undefined) return
    mapping[field] = quoteColumn(name)
    taken.add(name)
  }
  if (preset === 'qualtrics' && group !== undefined) {
    const base = group.replace(npsGroup, '')
    take(
      'nps',
      columns.find((name) => name === base || name.startsWith(`${base}. `)),
    )
  }
  for (const [field, patterns] of Object.entries(fieldsOf[preset])) {
    for (const pattern of patterns) {
      take(
        field,
        columns.find(
          (name) =>
            !taken.has(name) &&
            !npsGroup.test(name) &&
            !name.endsWith(optionId) &&
            pattern.test(name),
        ),
      )
    }
  }
  return mapping
}
