/** Names of the demo company, its customers and their people. All are invented. */

export const CUSTOMERS: readonly (readonly [zh: string, en: string, devices: number])[] = [
  ['恒泰银行深圳分行', 'Hengtai Bank', 123],
  ['南岭制造', 'Nanling Manufacturing', 110],
  ['海悦证券', 'Haiyue Securities', 84],
  ['云港物流', 'Yungang Logistics', 96],
  ['深湾医院', 'Shenwan Hospital', 88],
  ['鹏程地铁', 'Pengcheng Metro', 72],
  ['岭南大学', 'Lingnan University', 68],
  ['金帆保险', 'Golden Sail Insurance', 60],
  ['蓝海零售', 'Blue Sea Retail', 56],
  ['前海基金', 'Qianhai Fund', 40],
  ['新桥电子', 'Newbridge Electronics', 52],
  ['粤安律师事务所', 'Yue’an Law', 28],
  ['华林设计', 'Hualin Design', 34],
  ['万禾食品', 'Wanhe Foods', 30],
  ['松岗精密', 'Songgang Precision', 44],
  ['盐田港务', 'Yantian Port', 38],
  ['梧桐酒店', 'Wutong Hotels', 32],
  ['星澜传媒', 'Starlan Media', 26],
  ['龙岗区图书馆', 'Longgang Library', 24],
  ['光明乳业研究院', 'Guangming Dairy Lab', 22],
  ['坪山生物', 'Pingshan Bio', 28],
  ['罗湖口岸服务', 'Luohu Port Services', 20],
  ['宝安纺织', 'Bao’an Textiles', 18],
  ['南山软件园物业', 'Nanshan Park Estate', 20],
  ['福田会计师事务所', 'Futian Accountants', 16],
  ['大鹏海洋研究所', 'Dapeng Marine', 21],
]

const FAMILY = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许邓韩冯曹'
const FAMILY_EN =
  'Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Luo Gao Liang Zheng Xie Song Tang Xu Deng Han Feng Cao'.split(
    ' ',
  )
const GIVEN = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '涛',
  '明',
  '超',
  '霞',
  '平',
  '刚',
  '桂英',
  '一凡',
  '思远',
  '嘉文',
  '子涵',
  '雨桐',
  '浩然',
  '晓东',
  '志强',
  '文博',
  '建国',
  '丽华',
  '欣怡',
]
const GIVEN_EN =
  'Wei Fang Na Min Jing Lei Yang Yan Yong Jun Jie Tao Ming Chao Xia Ping Gang Guiying Yifan Siyuan Jiawen Zihan Yutong Haoran Xiaodong Zhiqiang Wenbo Jianguo Lihua Xinyi'.split(
    ' ',
  )

/** The nth name; neighbours differ in both parts. */
export function personName(n: number): { name: string; alias: string } {
  const family = n % FAMILY.length
  const given = (n * 7 + Math.floor(n / FAMILY.length)) % GIVEN.length
  return { name: `${FAMILY[family]!}${GIVEN[given]!}`, alias: `${GIVEN_EN[given]!} ${FAMILY_EN[family]!}` }
}

export const TITLES = ['客户经理', '信贷审批', '财务', '人事', '采购', '运营', '研发工程师', '前台', '主管', '法务']

/** Brand, model, kind; the share of each in a fleet. */
export const MODELS: readonly (readonly [brand: string, model: string, kind: string, share: number])[] = [
  ['Lenovo', 'ThinkPad X1 Carbon Gen 11', 'laptop', 26],
  ['Lenovo', 'ThinkPad T14 Gen 4', 'laptop', 18],
  ['Lenovo', 'ThinkCentre M70q', 'desktop', 16],
  ['Dell', 'Latitude 5440', 'laptop', 10],
  ['HP', 'EliteBook 840 G10', 'laptop', 8],
  ['Apple', 'MacBook Pro 14', 'laptop', 6],
  ['HP', 'LaserJet Pro 4003', 'printer', 6],
  ['H3C', 'S5130S', 'switch', 4],
  ['Huawei', 'MateBook X Pro', 'laptop', 4],
  ['Dell', 'PowerEdge R650', 'server', 2],
]

/** Districts of Shenzhen with a place in each. */
export const DISTRICTS: readonly (readonly [zh: string, longitude: number, latitude: number])[] = [
  ['福田', 114.055, 22.541],
  ['南山', 113.93, 22.533],
  ['罗湖', 114.131, 22.548],
  ['宝安', 113.884, 22.567],
  ['龙岗', 114.247, 22.72],
  ['龙华', 114.045, 22.697],
  ['光明', 113.936, 22.749],
  ['盐田', 114.237, 22.557],
]

export const TROUBLES: readonly (readonly [
  subject: string,
  description: string,
  resolution: string,
  priority: 'p1' | 'p2' | 'p3' | 'p4',
])[] = [
  [
    'Outlook 反复要求输入密码',
    '改过密码之后，Outlook 每隔几分钟弹一次登录框。',
    '清除凭据管理器中的旧凭据，重新登录',
    'p3',
  ],
  ['VPN 令牌换机后失效', '换了新手机，VPN 令牌没有了，在家连不上。', '重新绑定令牌并核对身份', 'p3'],
  ['会议室投屏没有声音', '三号会议室投屏有画面没声音，两点有客户会议。', '更换 HDMI 音频输出并升级驱动', 'p2'],
  ['打印队列卡住', '二楼打印机排了二十多个任务都不动。', '重启后台打印服务，清空损坏的任务', 'p3'],
  ['扫描枪离线', '一号库 6 把扫描枪同时离线，出库停了。', '无线控制器授权到期，已续期', 'p2'],
  ['报价终端黑屏', '6 台报价终端开机黑屏。', '显卡驱动回退到上一版', 'p2'],
  ['核心交换机端口抖动', '行内网络时断时续，柜面业务变慢。', '更换光模块，端口稳定', 'p1'],
  ['笔记本电池鼓包', '触控板被顶起来，电池鼓包了。', '上门更换电池', 'p2'],
  ['新员工开通账号', '下周一入职 3 人，需要账号、邮箱和共享盘权限。', '账号与权限已开通', 'p4'],
  ['共享盘打不开', '财务共享盘提示没有权限。', '组成员同步后恢复', 'p3'],
  ['蓝屏重启', '最近一周蓝屏 4 次，错误代码 WHEA_UNCORRECTABLE_ERROR。', '更换内存条后压测 4 小时无异常', 'p2'],
  ['硬盘磨损过快', '固态硬盘用了一年，工具提示寿命只剩一成，序列号 5SS1B 开头。', '上门更换固态硬盘并恢复数据', 'p3'],
  ['软件许可到期', '设计软件提示许可将于三天后到期。', '许可已续订并下发', 'p4'],
]

export const PARTS: readonly (readonly [code: string, name: string, nameEn: string, price: number])[] = [
  ['SSD-1T', '固态硬盘 1 TB', 'SSD 1 TB', 629],
  ['BAT-X1', 'X1 电池', 'X1 battery', 548],
  ['RAM-16', '内存 16 GB', 'Memory 16 GB', 389],
  ['PSU-65', '电源适配器 65 W', 'Power adapter 65 W', 329],
  ['LCD-14', '14 寸屏幕', '14-inch display', 1180],
  ['KBD-T14', 'T14 键盘', 'T14 keyboard', 420],
  ['FAN-M70', '散热风扇', 'Cooling fan', 165],
  ['TON-4003', '硒鼓', 'Toner', 460],
]
