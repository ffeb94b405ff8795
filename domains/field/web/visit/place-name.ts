import { useLocalName } from '#kit/i18n'
import type { Visit } from '../api.ts'

/** The site where there is one, else the customer, in the language of the screen. */
export function usePlaceName(): (visit: Visit) => string | null {
  const nameOf = useLocalName()
  return ({ siteName, siteAlias, customerName, customerAlias }) =>
    nameOf(siteName, siteAlias) ?? nameOf(customerName, customerAlias)
}
