import type { Claim, ContactHistory, ContactPreference, PastContact } from './decide-contact.ts'

/** Whom a contact went to, or would go to. */
export interface ContactTarget {
  customerId: string
  accountId: string | null
}

/** Says nothing, and can be written to. */
export const silentPreference: ContactPreference = {
  reachable: true,
  erased: false,
  bounced: false,
  away: null,
  purposes: {},
}

/** All contacts that were made, by person, account and company: the past that decisions look at. */
export class ContactBook {
  readonly #byPerson = new Map<string, PastContact[]>()
  readonly #byAccount = new Map<string, PastContact[]>()
  readonly #all: PastContact[] = []
  readonly #preferences: ReadonlyMap<string, ContactPreference>
  readonly #claimsByPerson = new Map<string, Claim[]>()
  readonly #claimsByAccount = new Map<string, Claim[]>()

  constructor(preferences: ReadonlyMap<string, ContactPreference> = new Map()) {
    this.#preferences = preferences
  }

  /** Notes what rarer surveys have reserved, instead of what was noted before. */
  reserve(claims: readonly (ContactTarget & Claim)[]): void {
    this.#claimsByPerson.clear()
    this.#claimsByAccount.clear()
    for (const { customerId, accountId, ...claim } of claims) {
      push(this.#claimsByPerson, customerId, claim)
      if (accountId !== null) push(this.#claimsByAccount, accountId, claim)
    }
  }

  add({ customerId, accountId }: ContactTarget, contact: PastContact): void {
    push(this.#byPerson, customerId, contact)
    if (accountId !== null) push(this.#byAccount, accountId, contact)
    insert(this.#all, contact)
  }

  historyOf({ customerId, accountId }: ContactTarget): ContactHistory {
    return {
      person: this.#byPerson.get(customerId) ?? [],
      account: accountId === null ? [] : (this.#byAccount.get(accountId) ?? []),
      workspace: this.#all,
      preference: this.#preferences.get(customerId) ?? silentPreference,
      claims: {
        person: this.#claimsByPerson.get(customerId) ?? [],
        account: accountId === null ? [] : (this.#claimsByAccount.get(accountId) ?? []),
      },
    }
  }
}

function push<T extends { at: number }>(map: Map<string, T[]>, key: string, contact: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [contact])
  else insert(list, contact)
}

/** Keeps the order of time; what is new is mostly the newest. */
function insert<T extends { at: number }>(list: T[], contact: T): void {
  let place = list.length
  while (place > 0 && list[place - 1]!.at > contact.at) place -= 1
  if (place === list.length) list.push(contact)
  else list.splice(place, 0, contact)
}
