// Before the first paint, so that a person who chose dark never sees a white flash.
try {
  const choice = localStorage.getItem('fealty.theme')
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice
} catch {
  // No storage: the system's choice holds.
}
