import { oidcContract } from './contract/oidc.ts'
import { ownContract } from './contract/own.ts'
import { teamsContract } from './contract/teams.ts'
import { usersContract } from './contract/users.ts'

/** Accounts: who is let in, by what, into which teams, and what everybody does with their own. */
export const accountsContract = { ...usersContract, ...ownContract, ...teamsContract, ...oidcContract } as const
