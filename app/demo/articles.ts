interface DemoArticle {
  readonly zh: { readonly title: string; readonly body: string }
  readonly en?: { readonly title: string; readonly body: string }
  /** How people ask for it. */
  readonly questions: readonly { readonly locale: 'zh-CN' | 'en'; readonly text: string }[]
  readonly tags: readonly string[]
}

const zh = (...texts: string[]) => texts.map((text) => ({ locale: 'zh-CN' as const, text }))
const en = (...texts: string[]) => texts.map((text) => ({ locale: 'en' as const, text }))

export const ARTICLES: readonly DemoArticle[] = [
  {
    zh: {
      title: 'Windows 提示硬盘健康警告怎么办',
      body: '这是 Windows 的硬盘健康警告：硬盘磨损接近寿命。先保存正在处理的文件，不要强制关机。服务台会检查备份，必要时上门更换硬盘，数据从昨晚的备份恢复。',
    },
    en: {
      title: 'Windows shows a disk health warning',
      body: 'This is Windows telling you that the disk is near the end of its life. Save your files and do not force a shutdown. The desk checks your backup and replaces the disk on site if needed; your data comes back from last night’s backup.',
    },
    questions: [
      ...zh(
        '电脑很卡，弹出硬盘警告关不掉',
        '提示磁盘可能即将出现故障',
        '硬盘健康提醒是什么意思',
        'windows 弹窗说磁盘有问题',
      ),
      ...en('my laptop is crawling and a disk warning popped up', 'disk may fail soon warning'),
    ],
    tags: ['硬件'],
  },
  {
    zh: {
      title: '忘记密码',
      body: '打开登录页，点“忘记密码”，用手机验证码重设。新密码至少 12 位，不能和最近 5 次相同。连错 10 次会锁定 15 分钟。',
    },
    en: {
      title: 'Forgotten password',
      body: 'Open the sign-in page, choose “Forgot it?” and reset with the code sent to your phone. The new password needs 12 characters and must differ from the last five.',
    },
    questions: [
      ...zh('密码忘了怎么办', '登不进去了，想重置密码', '密码过期怎么改'),
      ...en('I forgot my password', 'how do I reset my password'),
    ],
    tags: ['账号'],
  },
  {
    zh: {
      title: '换手机后 VPN 令牌怎么重新绑定',
      body: '在办公网打开安全中心，选“换绑令牌”，用旧手机确认；旧手机不在身边时，由主管在门户里代为确认，10 分钟内有效。',
    },
    en: {
      title: 'Move the VPN token to a new phone',
      body: 'In the office network open the security centre, choose “move token” and confirm on the old phone. Without it, your manager can confirm in the portal.',
    },
    questions: [
      ...zh('VPN 令牌没了', '换了新手机连不上 VPN', '令牌失效在家没法办公'),
      ...en('VPN token gone after new phone', 'cannot connect to VPN from home'),
    ],
    tags: ['网络'],
  },
  {
    zh: {
      title: 'Outlook 反复弹出密码框',
      body: '改过密码后，凭据管理器里还留着旧密码。打开“控制面板 → 凭据管理器”，删除 Office 相关的条目，重新打开 Outlook 并输入新密码。',
    },
    en: {
      title: 'Outlook keeps asking for the password',
      body: 'After a password change Windows still holds the old one. Open Credential Manager, remove the Office entries, then open Outlook again.',
    },
    questions: [...zh('outlook 一直让我输密码', '邮箱老是弹登录'), ...en('Outlook keeps asking password')],
    tags: ['邮件'],
  },
  {
    zh: {
      title: '打印机不打印',
      body: '先看打印机屏幕有没有缺纸或卡纸。没有的话，在电脑上打开打印队列，取消所有任务，再打一次。还不行请告诉我们打印机编号，贴在正面右下角。',
    },
    en: {
      title: 'The printer does not print',
      body: 'Check the printer’s display for paper. Then open the print queue, cancel all jobs and try again. If it still fails, tell us the number at the front right of the printer.',
    },
    questions: [
      ...zh('打印没反应', '打印任务卡住了', '打印机一直显示脱机'),
      ...en('print queue stuck', 'printer offline'),
    ],
    tags: ['打印'],
  },
  {
    zh: {
      title: '会议室投屏没有声音',
      body: '点任务栏的喇叭，把输出设备换成“会议室显示屏”。仍无声时拔下 HDMI 线等 5 秒再插上。会议将开始就直接说“转人工”，我们派人过去。',
    },
    en: {
      title: 'No sound on the meeting room screen',
      body: 'Choose the room display as the output device. If it stays silent, unplug HDMI for five seconds. If your meeting is about to start, ask for a person.',
    },
    questions: [...zh('投屏没声音', '会议室电视没有声音'), ...en('no sound on room screen')],
    tags: ['会议'],
  },
  {
    zh: {
      title: '申请软件安装',
      body: '在门户“服务目录 → 软件”里选软件并写用途，主管批准后自动安装，通常半天内。目录外的软件先做安全评估，约 3 个工作日。',
    },
    en: {
      title: 'Ask for software',
      body: 'Choose it in the portal under Catalogue → Software. After your manager’s approval it installs by itself, usually within half a day.',
    },
    questions: [...zh('想装一个软件', '怎么申请安装 Visio', '没有权限安装程序'), ...en('how to install software')],
    tags: ['软件'],
  },
  {
    zh: {
      title: '连不上无线网络',
      body: '选“Corp”网络，用工号和域密码登录。手机请选“Guest”，验证码发到手机。证书过期时重启电脑并接一次网线，会自动更新。',
    },
    en: {
      title: 'No wireless network',
      body: 'Choose “Corp” and sign in with your staff number. Phones use “Guest”. If the certificate has expired, restart with a network cable once.',
    },
    questions: [...zh('wifi 连不上', '无线网用不了', '手机怎么连公司网络'), ...en('cannot connect to wifi')],
    tags: ['网络'],
  },
  {
    zh: {
      title: '电池鼓包怎么处理',
      body: '立即关机，不要充电，不要按压，把电脑放在空旷的桌面上。这属于安全问题，当天上门更换，协议内免费。',
    },
    en: {
      title: 'Swollen battery',
      body: 'Shut down at once, do not charge, do not press. We replace it the same day; it is covered by your agreement.',
    },
    questions: [...zh('电池鼓起来了', '触摸板被顶起来'), ...en('battery is swollen')],
    tags: ['硬件'],
  },
  {
    zh: {
      title: '新员工的电脑和账号',
      body: '主管在门户“新员工”里填姓名、入职日和岗位，至少提前 3 个工作日。入职当天电脑在座位上，账号信息发到主管邮箱。',
    },
    en: {
      title: 'Laptop and account for a new colleague',
      body: 'The manager fills in the form “New colleague” three working days ahead. The laptop is on the desk on the first day.',
    },
    questions: [...zh('新人入职要准备什么', '给新员工申请电脑'), ...en('new hire laptop')],
    tags: ['账号'],
  },
]
