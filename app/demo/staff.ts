import { newId } from '#engine/kernel'
import type { NewUser } from '#engine/identity'
import { personName } from './names.ts'

/** Who works at the demo company. Those with a face are offered on the sign-in page; `face` is an i18n key of it. */
export interface DemoStaff {
  readonly users: readonly (NewUser & { readonly userId: string })[]
  readonly agentIds: readonly string[]
  /** Of another company; sees only the work of the team that he belongs to. */
  readonly partnerId: string
  readonly managerId: string
  readonly supervisors: readonly { readonly userId: string; readonly name: string }[]
  readonly technicians: readonly { readonly userId: string; readonly name: string; readonly alias: string }[]
}

const AGENTS = 12
const TECHNICIANS = 22

export function buildStaff(customerId: string): DemoStaff {
  const one = (login: string, name: string, role: string, face?: string): NewUser & { userId: string } => ({
    userId: newId(),
    login: `${login}@yunqi.example`,
    email: `${login}@yunqi.example`,
    name,
    roles: [role],
    ...(face === undefined ? {} : { demoFace: face }),
  })
  /** Sees everything and begins with the story. */
  const guide = { ...one('guide', '万象导览', 'story', 'story'), roles: ['story', 'administrator'] }
  const named = [
    one('suqing', '苏晴', 'agent', 'agent'),
    one('zhoumin', '周敏', 'supervisor', 'supervisor'),
    one('luoqian', '罗倩', 'dispatcher', 'dispatcher'),
    one('chenzhiqiang', '陈志强', 'technician', 'technician'),
    one('fangjie', '方洁', 'service_manager', 'service_manager'),
    one('hejing', '何静', 'finance', 'finance'),
    {
      ...one('liwen', '李雯', 'customer', 'customer'),
      customerId,
      login: 'liwen@hengtai.example',
      email: 'liwen@hengtai.example',
    },
    one('admin', '管理员', 'administrator', 'administrator'),
  ]
  const partner = { ...one('partner', '沈涛（合作商）', 'agent'), sees: 'own_teams' as const }
  const secondSupervisor = one('linyue', '林悦', 'supervisor')
  const agents = Array.from({ length: AGENTS }, (_, n) => one(`agent${n + 1}`, personName(600 + n * 3).name, 'agent'))
  const technicianNames = Array.from({ length: TECHNICIANS - 1 }, (_, n) => personName(900 + n * 5))
  const technicians = technicianNames.map(({ name }, n) => one(`engineer${n + 1}`, name, 'technician'))
  return {
    users: [guide, ...named, secondSupervisor, ...agents, partner, ...technicians],
    agentIds: [named[0]!.userId, ...agents.map(({ userId }) => userId)],
    partnerId: partner.userId,
    managerId: named[4]!.userId,
    supervisors: [named[1]!, secondSupervisor],
    technicians: [named[3]!, ...technicians].map(({ userId, name }, n) => ({
      userId,
      name,
      alias: n === 0 ? 'Chen Zhiqiang' : technicianNames[n - 1]!.alias,
    })),
  }
}
