import type { Context } from '#engine/kernel'
import { createTeam } from '#engine/identity'
import type { Tx } from '#engine/store'
import { saveAssignment, saveResponder, type DemoIncident } from '#domains/desk'
import type { DemoStaff } from './staff.ts'

/** The teams of the desk, what their people can, and which incidents are whose. */

const NETWORK_TROUBLES: readonly string[] = ['核心交换机端口抖动', 'VPN 令牌换机后失效', '扫描枪离线']
const NETWORK_PEOPLE = 4

export interface DemoTeams {
  readonly deskId: string
  readonly networkId: string
}

/** The partner belongs to the network team alone, and sees nothing but its work. */
export async function createTeams(tx: Tx, context: Context, { agentIds, partnerId }: DemoStaff): Promise<DemoTeams> {
  const deskId = await createTeam(tx, context, '服务台', agentIds)
  const networkId = await createTeam(tx, context, '网络组', [partnerId, ...agentIds.slice(0, NETWORK_PEOPLE)])
  const rules = [
    { category: '网络', teamId: networkId, skills: { 网络: 2 } },
    { category: '账号与权限', teamId: deskId, skills: { 账号: 1 } },
    { category: '电脑与外设', teamId: deskId, skills: {} },
  ]
  await saveAssignment(tx, context, { automatic: true, defaultTeamId: null, rules })
  for (const [n, userId] of agentIds.entries()) {
    const skills = { 账号: 1 + (n % 2), ...(n < NETWORK_PEOPLE && { 网络: 1 + (n % 3) }) }
    await saveResponder(tx, context, userId, { skills, capacity: 10 + (n % 3) * 2, available: true })
  }
  return { deskId, networkId }
}

export function withTeams(incidents: readonly DemoIncident[], { deskId, networkId }: DemoTeams): DemoIncident[] {
  return incidents.map((incident) => {
    const ofNetwork = NETWORK_TROUBLES.includes(incident.subject)
    return { ...incident, teamId: ofNetwork ? networkId : deskId, ...(ofNetwork && { category: '网络' }) }
  })
}
