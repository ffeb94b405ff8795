import type { Context } from '#engine/kernel'
import { seedDelivery, type DemoDelivery, type HandOverContent } from '#domains/delivery'
import type { Services } from '../wiring.ts'
import type { DemoStaff } from './staff.ts'
import type { DemoCustomer, DemoWorld } from './world.ts'

/** How the bank answered each question, in their order; the second assessment is under way. */
const BANK_LEVELS = [3, 2, 1, 4, 1, 2, 2, 1, 3, 2, 4, 1, 0]
const BEGUN_LEVELS = [2, 1, 1, 3]

/** Three projects in different stages and two assessments. */
export async function seedDeliveries(
  { delivery }: Services,
  context: Context,
  world: DemoWorld,
  staff: DemoStaff,
): Promise<void> {
  const { userId, name } = managerOf(staff)
  const actor = { kind: 'user' as const, id: userId, name, roles: ['service_manager'], teamIds: [] }
  await seedDelivery(delivery, { ...context, actor }, deliveriesOf(world, staff))
}

function managerOf({ users }: DemoStaff) {
  return users.find(({ roles }) => roles.includes('service_manager'))!
}

function deliveriesOf(world: DemoWorld, staff: DemoStaff): DemoDelivery {
  const [bank, factory, broker, logistics] = world.customers as [DemoCustomer, DemoCustomer, DemoCustomer, DemoCustomer]
  const owner = managerOf(staff).userId
  const engineer = staff.technicians[0]!.userId
  const day = (offset: number): string => world.today.add({ days: offset }).toString()
  const span = (from: number, to: number, goal: string) => ({ startsOn: day(from), endsOn: day(to), goal })
  return {
    assessments: [
      { customerId: bank.id, source: 'demo:bank', levels: BANK_LEVELS },
      { customerId: logistics.id, source: 'demo:logistics', levels: BEGUN_LEVELS },
    ],
    projects: [
      {
        subject: '南山科技支行 12 席终端交付',
        customerId: bank.id,
        ownerId: owner,
        fields: { ...span(-26, 6, '新支行开业前 12 席到位，次日上门'), budgetMinor: '9800000' },
        milestones: [
          { title: '现场勘查', dueOn: day(-20), ownerId: engineer },
          { title: '方案确认', dueOn: day(-14), ownerId: owner },
          { title: '设备部署', dueOn: day(-3), ownerId: engineer },
          { title: '移交运维', dueOn: day(4), ownerId: owner },
        ],
        reached: [day(-21), day(-14), day(-2)],
        checks: ['资产标签', '加密与补丁', '用户培训'].map((title) => ({ title, done: true })),
        acts: ['design', 'deliver', 'present'],
        signature: { signedBy: '周岚', signerTitle: '财务部', signedOn: day(-1), remarks: '会议室投屏一周内补装' },
        handOver: branchOf(world),
      },
      {
        subject: '龙岗二厂扫描枪换代',
        customerId: factory.id,
        ownerId: owner,
        fields: span(-12, 16, '40 把扫描枪不停线更换'),
        milestones: [
          { title: '样机验证', dueOn: day(-4), ownerId: engineer },
          { title: '一号线切换', dueOn: day(-1), ownerId: engineer },
          { title: '二号线切换', dueOn: day(9), ownerId: engineer },
          { title: '验收', dueOn: day(15), ownerId: owner },
        ],
        reached: [day(-4)],
        checks: [
          { title: '无线勘测', done: true },
          { title: '备件 4 把入仓', done: true },
          { title: '班组长培训', done: false },
          { title: '旧设备擦除证明', done: false },
        ],
        acts: ['design', 'deliver'],
      },
      {
        subject: '交易大厅桌面云评估与规划',
        customerId: broker.id,
        ownerId: owner,
        fields: span(-3, 60, '84 席两年内换为订阅'),
        milestones: [
          { title: '评估访谈', dueOn: day(5), ownerId: owner },
          { title: '规划报告', dueOn: day(19), ownerId: owner },
        ],
        reached: [],
        checks: [],
        acts: [],
      },
    ],
  }
}

/** What the new branch of the bank brings into operation. */
function branchOf({ today, random }: DemoWorld): HandOverContent {
  const startsOn = today.with({ day: 1 }).add({ months: 1 })
  return {
    site: {
      name: '恒泰银行南山科技支行',
      address: '深圳市南山区科苑南路 2666 号 1 层',
      zone: 'Asia/Shanghai',
      longitude: 113.9465,
      latitude: 22.5312,
      accessNotes: '工作日 9:00 前从员工通道进',
    },
    devices: Array.from({ length: 12 }, (_, n) => ({
      serial: `PF5N${String(1000 + n)}${random.between(10, 99)}`,
      name: `南山科技支行 ${n + 1} 号席 · ThinkPad T14`,
      kind: 'laptop',
      brand: 'Lenovo',
      model: 'ThinkPad T14 Gen 5',
      warrantyUntil: today.add({ years: 3 }).toString(),
    })),
    promise: '次日上门，16 小时恢复',
    agreement: {
      name: '南山科技支行终端即服务',
      currency: 'CNY',
      startsOn: startsOn.toString(),
      endsOn: startsOn.add({ years: 3 }).subtract({ days: 1 }).toString(),
      purchaseOrder: 'HT-PO-26-1402',
      netDays: 15,
      charges: [{ code: 'seat', name: '终端席位', price: '258.00', quantity: 12, taxPercent: '13' }],
    },
  }
}
