import type { Locale } from '#engine/kernel'

/** What people ask an IT service about, and how it goes on when a person answers. */
export interface Topic {
  readonly id: string
  readonly title: Readonly<Record<Locale, string>>
  readonly question: Readonly<Record<Locale, string>>
  readonly answer: Readonly<Record<Locale, string>>
  /** Customer and agent in turn, the agent first. */
  readonly dialogue: Readonly<Record<Locale, readonly string[]>>
}

export const TOPICS: readonly Topic[] = [
  {
    id: 'password',
    title: { 'zh-CN': '重置域账号密码', en: 'Reset your domain password' },
    question: { 'zh-CN': '密码忘了，登录不进去', en: 'I forgot my password and cannot sign in' },
    answer: {
      'zh-CN': '打开 id 门户，选“忘记密码”，用绑定的手机收取验证码，10 分钟内即可重新设置。',
      en: 'Open the id portal, choose "Forgot password" and use the code sent to your phone; it takes effect within 10 minutes.',
    },
    dialogue: {
      'zh-CN': ['我来帮你看，手机号换过吗？', '换过，旧号收不到', '已核实身份并更新手机号，请再试一次', '可以了，谢谢'],
      en: [
        'Let me look. Has your phone number changed?',
        'Yes, the old one gets nothing',
        'Identity checked, number updated. Please try again',
        'Works now, thank you',
      ],
    },
  },
  {
    id: 'vpn',
    title: { 'zh-CN': '外网连接 VPN', en: 'Connect to the VPN from outside' },
    question: {
      'zh-CN': '换了手机，VPN 令牌没了，连不上',
      en: 'New phone, the VPN token is gone and I cannot connect',
    },
    answer: {
      'zh-CN': '在 id 门户“我的设备”里移除旧手机，再用新手机扫码绑定令牌，即刻生效。',
      en: 'Remove the old phone under "My devices" in the id portal, then scan the code with the new one.',
    },
    dialogue: {
      'zh-CN': ['页面上能看到旧手机吗？', '看到，但移除按钮是灰的', '已在后台解绑，请刷新后扫码', '连上了'],
      en: [
        'Do you see the old phone there?',
        'Yes, but the button is grey',
        'Unbound from our side, please scan again',
        'Connected',
      ],
    },
  },
  {
    id: 'slow',
    title: { 'zh-CN': '电脑变慢的自查', en: 'When a laptop is slow' },
    question: { 'zh-CN': '电脑很卡，开个表格要半分钟', en: 'My laptop is crawling, a spreadsheet takes half a minute' },
    answer: {
      'zh-CN': '先重启，再看任务管理器中磁盘是否长期 100 %。若是，请把截图发来。',
      en: 'Restart first, then see whether the disk stays at 100 % in the task manager. If so, send us a screenshot.',
    },
    dialogue: {
      'zh-CN': [
        '磁盘磨损偏高，已看到设备数据',
        '会丢文件吗？',
        '昨晚 23:10 已备份，今天可安排上门更换',
        '下午三点后都在',
        '已登记，技术员会提前联系',
      ],
      en: [
        'Your device reports high disk wear',
        'Will I lose files?',
        'Last backup was 23:10; we can swap it today',
        'After three is fine',
        'Booked, the technician will call ahead',
      ],
    },
  },
  {
    id: 'printer',
    title: { 'zh-CN': '打印机离线', en: 'Printer is offline' },
    question: { 'zh-CN': '三楼打印机又卡纸了', en: 'The printer on the third floor jams again' },
    answer: {
      'zh-CN': '打开后盖取出卡纸，检查搓纸轮；同一天第三次卡纸请直接报修。',
      en: 'Open the rear cover, remove the paper and check the rollers. Report it if it jams three times a day.',
    },
    dialogue: {
      'zh-CN': ['今天第几次了？', '第三次', '搓纸轮到寿命了，安排更换', '好的，尽快'],
      en: ['How often today?', 'Third time', 'The rollers are worn, we will replace them', 'Please soon'],
    },
  },
  {
    id: 'mail',
    title: { 'zh-CN': '邮箱容量已满', en: 'Mailbox is full' },
    question: { 'zh-CN': '邮箱满了，收不到邮件', en: 'My mailbox is full and nothing arrives' },
    answer: {
      'zh-CN': '在设置里打开自动归档，一年前的邮件会移到归档邮箱，容量当天释放。',
      en: 'Turn on auto-archive in settings; mail older than a year moves to the archive the same day.',
    },
    dialogue: {
      'zh-CN': ['归档开了吗？', '开了，还是满', '临时扩容 10 GB，归档完成后恢复', '收到了'],
      en: ['Is auto-archive on?', 'Yes, still full', 'Added 10 GB until the archive is done', 'Got it'],
    },
  },
  {
    id: 'access',
    title: { 'zh-CN': '测试环境权限', en: 'Access to the test environment' },
    question: { 'zh-CN': '测试环境账号登不上，提示权限不足', en: 'I cannot enter the test environment: no permission' },
    answer: {
      'zh-CN': '测试环境权限由部门负责人审批，通过后 10 分钟生效。',
      en: 'Access is approved by your head of department and works 10 minutes later.',
    },
    dialogue: {
      'zh-CN': ['申请单号是多少？', 'REQ-2291', '负责人尚未审批，已提醒', '谢谢，等通知'],
      en: ['Which request is it?', 'REQ-2291', 'Not approved yet, reminder sent', 'Thanks, I will wait'],
    },
  },
  {
    id: 'meeting',
    title: { 'zh-CN': '会议室大屏没有声音', en: 'No sound on the room screen' },
    question: { 'zh-CN': '会议室大屏没声音，十分钟后有会', en: 'No sound on the room screen, meeting in ten minutes' },
    answer: {
      'zh-CN': '在遥控器上选“输入 2”，再把电脑的声音输出改为 Room Display。',
      en: 'Choose input 2 on the remote, then set the sound output to Room Display.',
    },
    dialogue: {
      'zh-CN': ['哪间会议室？', '8 楼 8F-03', '已远程重启音频主机，请再试', '有声音了'],
      en: ['Which room?', '8F-03', 'Restarted the audio unit remotely, please try', 'Sound is back'],
    },
  },
  {
    id: 'laptop',
    title: { 'zh-CN': '新员工电脑申请', en: 'A laptop for a new colleague' },
    question: {
      'zh-CN': '下周一有新同事入职，电脑怎么申请？',
      en: 'A colleague starts on Monday, how do I get a laptop?',
    },
    answer: {
      'zh-CN': '在服务目录选“新员工设备”，填写到岗日期和座位，两个工作日内备好。',
      en: 'Choose "Starter kit" in the catalogue with date and desk; it is ready in two working days.',
    },
    dialogue: {
      'zh-CN': ['需要几台，什么型号？', '两台轻薄本', '库存足够，周五前送到前台', '好的'],
      en: ['How many, which model?', 'Two light ones', 'In stock, at reception by Friday', 'Good'],
    },
  },
  {
    id: 'invoice',
    title: { 'zh-CN': '账单与开票', en: 'Invoices' },
    question: {
      'zh-CN': '上个月账单多了三个席位，是怎么算的？',
      en: 'Last invoice has three more seats, how was that computed?',
    },
    answer: {
      'zh-CN': '月中新增的席位按天计费，账单明细里可以展开查看每一天。',
      en: 'Seats added during the month are charged by the day; each line of the invoice opens its days.',
    },
    dialogue: {
      'zh-CN': ['查到 15 日新增了三台设备', '哦，是分行加的', '是的，按 16 天计，明细已发', '清楚了'],
      en: [
        'Three devices were added on the 15th',
        'Right, by the branch',
        'Charged for 16 days, details sent',
        'Clear now',
      ],
    },
  },
  {
    id: 'wifi',
    title: { 'zh-CN': '办公区无线网络', en: 'Office Wi-Fi' },
    question: { 'zh-CN': '无线老是断，手机也一样', en: 'Wi-Fi keeps dropping, on the phone as well' },
    answer: {
      'zh-CN': '忘记该网络后重新连接 Corp-5G；仍断开请告知楼层和工位。',
      en: 'Forget the network and join Corp-5G again; if it still drops, tell us floor and desk.',
    },
    dialogue: {
      'zh-CN': ['哪层，靠窗吗？', '12 层靠窗', '该 AP 信道冲突，已调整', '稳定了，谢谢'],
      en: [
        'Which floor, by the window?',
        '12th, window',
        'That access point had a channel conflict; changed',
        'Stable now',
      ],
    },
  },
]
