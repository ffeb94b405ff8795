/** The companies that share an installation, and what each of them counts for itself. */
export { formatNumber, nextNumber, takeNumber } from './number.ts'
export { tenantZone } from './zone.ts'
