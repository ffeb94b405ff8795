import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { fieldContract, type visitReport } from '../contract.ts'

export const fieldApi = apiOf('field', fieldContract)

type Answer<K extends keyof typeof fieldContract> = z.infer<(typeof fieldContract)[K]['out']>

export type Board = Answer<'readBoard'>
export type Lane = Board['lanes'][number]
export type Visit = Board['visits'][number]
export type VisitState = Visit['state']
export type VisitHold = Board['holds'][number]
export type Plan = Answer<'readPlan'>
export type Why = Answer<'whyVisit'>
export type Verdict = Why['verdicts'][number]
export type Remark = Answer<'moveVisit'>['obstacles'][number]
export type VisitChange = Plan['changes'][number]
export type VisitSheet = Answer<'getVisitSheet'>
export type StockRow = Answer<'listStock'>['items'][number]
export type Tracked = Answer<'trackVisit'>
export type VisitReport = z.input<typeof visitReport>
