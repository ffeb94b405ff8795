import type { DemoProblem } from '#domains/desk'
import type { DemoWorld } from './world.ts'

type Person = { readonly id: string; readonly name: string }

const DAY_MS = 86_400_000

/** What stands behind the incidents of the sixty days; words for readers of both languages. */
const PROBLEMS: readonly (Omit<DemoProblem, 'openedAt' | 'by' | 'steps'> & {
  readonly daysAgo: number
  readonly steps: readonly (Omit<DemoProblem['steps'][number], 'at'> & { readonly afterDays: number })[]
})[] = [
  {
    subject: '核心交换机光模块批次不良 · Bad batch of optics in core switches',
    pattern: '同一批 10G 光模块，固件 2.1.4 · One batch of 10G optics, firmware 2.1.4',
    description:
      '三家客户的核心交换机端口抖动，更换光模块后恢复，都是同一批次。\nCore switch ports flap at three customers; replacing the optics helps each time, always the same batch.',
    priority: 'p1',
    about: '核心交换机端口抖动',
    incidents: 6,
    daysAgo: 26,
    steps: [
      { act: 'investigate', afterDays: 1 },
      {
        act: 'know',
        afterDays: 6,
        fields: {
          rootCause:
            '该批次光模块在 45 °C 以上接收灵敏度下降，误码触发端口重协商。\nAbove 45 °C the optics of this batch lose sensitivity; bit errors make the port negotiate anew.',
          workaround:
            '把受影响端口降到 1G，或改用备用光模块，15 分钟内恢复。\nRun the port at 1G or fit a spare module; service is back within 15 minutes.',
        },
      },
    ],
  },
  {
    subject: 'VPN 令牌换机后失效 · VPN tokens are lost with a new phone',
    pattern: '都在更换手机之后 · Always after a new phone',
    description:
      '令牌绑定在旧手机上，换机后员工在家无法接入。\nThe token is bound to the old phone; after a change people cannot connect from home.',
    priority: 'p3',
    about: 'VPN 令牌换机后失效',
    incidents: 7,
    daysAgo: 40,
    steps: [
      { act: 'investigate', afterDays: 2 },
      {
        act: 'know',
        afterDays: 5,
        fields: {
          rootCause:
            '令牌种子不随手机备份迁移，自助重绑入口只在内网可见。\nThe seed is not part of the phone’s backup, and re-binding is offered inside the network only.',
          workaround:
            '服务台核对身份后在后台重绑，约 5 分钟。\nThe desk checks who it is and binds the new phone, about 5 minutes.',
        },
      },
      {
        act: 'solve',
        afterDays: 27,
        fields: {
          solution:
            '外网开放自助重绑（短信加工号验证），恢复码随入职资料发放。\nRe-binding is offered outside with a text message and the staff number; recovery codes come with the welcome letter.',
        },
      },
    ],
  },
  {
    subject: 'Outlook 改密后反复要求登录 · Outlook asks for the password again and again',
    pattern: '改过域密码的 Windows 11 电脑 · Windows 11 after a changed domain password',
    description:
      '凭据管理器里留着旧凭据，每几分钟弹一次登录框。\nThe credential store keeps the old password and the sign-in box returns every few minutes.',
    priority: 'p3',
    about: 'Outlook 反复要求输入密码',
    incidents: 5,
    daysAgo: 12,
    steps: [{ act: 'investigate', afterDays: 1, text: '正在与微软支持核对补丁 · Checking a patch with the vendor' }],
  },
  {
    subject: '会议室投屏无声 · Rooms project a picture without sound',
    pattern: '同一型号投屏盒，驱动 5.2 · One model of casting box, driver 5.2',
    description: '驱动 5.2 升级后 HDMI 音频默认关闭。\nSince driver 5.2 sound over HDMI is off by default.',
    priority: 'p2',
    about: '会议室投屏没有声音',
    incidents: 5,
    daysAgo: 50,
    steps: [
      { act: 'investigate', afterDays: 1 },
      {
        act: 'solve',
        afterDays: 9,
        fields: {
          rootCause: '驱动 5.2 的默认值改变 · Driver 5.2 changed a default',
          solution:
            '统一推送 5.2.1，并在会议室巡检表里加一步试音。\n5.2.1 is rolled out everywhere; the room check list has a sound test.',
        },
      },
      { act: 'close', afterDays: 24, text: '两周无新增事件 · No new incident in two weeks' },
    ],
  },
  {
    subject: '打印队列卡住 · Print queues get stuck',
    pattern: '二楼两台同型号打印机，扫描后再打印 · Two printers of one model, printing after a scan',
    description: '任务损坏后队列不再前进。\nA broken job holds up everything behind it.',
    priority: 'p4',
    about: '打印队列卡住',
    incidents: 4,
    daysAgo: 3,
    steps: [],
  },
]

/** The manager of the service keeps them. */
export function problemsOf({ nowMs }: DemoWorld, by: Person): DemoProblem[] {
  const at = (daysAgo: number): string => new Date(nowMs - daysAgo * DAY_MS - 3_600_000).toISOString()
  return PROBLEMS.map(({ daysAgo, steps, ...problem }) => ({
    ...problem,
    by,
    openedAt: at(daysAgo),
    steps: steps.map(({ afterDays, ...step }) => ({ ...step, at: at(daysAgo - afterDays) })),
  }))
}
