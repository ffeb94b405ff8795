/** Who somebody is and what they may do. */
export { ADMINISTRATOR, allow, openPolicyBook, policy, type Policy, type PolicyBook, type Sentence } from './policy.ts'
